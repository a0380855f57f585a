import { randomUUID } from 'node:crypto';
import type { Lookup } from '#store/lookup.ts';
import type { Sealing } from '#store/sealing.ts';
import type { Chance } from './chance.ts';
import type { PlannedBooking } from './plan.ts';
import type { Rows } from './rows.ts';

/** The people behind the bookings: invented, and sealed as the store seals them. */

const SURNAMES = [
  '佐藤',
  '鈴木',
  '高橋',
  '田中',
  '伊藤',
  '渡辺',
  '山本',
  '中村',
  '小林',
  '加藤',
  '吉田',
  '山田',
  '佐々木',
  '松本',
];
const NAMES = ['翔太', '陽子', '健一', '美咲', '大輔', '由美', '誠', '恵子', '直樹', '裕子', '拓也', '真由美', '浩', '彩'];
/** States of a booking that counts as open. */
export const OPEN: readonly string[] = ['requested', 'confirmed'];
/** How often somebody comes again. */
const BOOKINGS_A_CLIENT = 3;

export type Seals = { sealing: Sealing; lookup: Lookup };
export type Client = { id: string; conversationId: string; open: Set<string> };

/** A known one, unless enough of them are known or the one has an open booking of the service already. */
export function clientFor(it: PlannedBooking, people: Map<string, Client[]>, rows: Rows, seals: Seals, dice: Chance): Client {
  const known = people.get(it.centre.id) ?? [];
  people.set(it.centre.id, known);
  const again = known.length > 0 && dice.below(BOOKINGS_A_CLIENT) > 0 ? dice.of(known) : undefined;
  const client = again && !(OPEN.includes(it.state) && again.open.has(it.service.id)) ? again : newClient(it, rows, seals, dice);
  if (client !== again) known.push(client);
  if (OPEN.includes(it.state)) client.open.add(it.service.id);
  return client;
}

function newClient(it: PlannedBooking, rows: Rows, { sealing, lookup }: Seals, dice: Chance): Client {
  const id = randomUUID();
  const userId = `U${randomUUID().replaceAll('-', '')}`;
  const { channels, id: centreId } = it.centre;
  const channel = channels[0] ?? 'line';
  const conversationId = lookup.conversationId(channel, centreId, userId);
  const at = it.madeAt.toISO();
  const number = `13010-${String(dice.below(1e8)).padStart(8, '0')}`;
  const phone = `090-${String(dice.below(1e4)).padStart(4, '0')}-${String(dice.below(1e4)).padStart(4, '0')}`;
  const sealed = (column: string, text: string) => sealing.seal(text, { table: 'client', column, id });
  rows.client.push({
    id,
    centre_id: centreId,
    name: sealed('name', `${dice.of(SURNAMES)} ${dice.of(NAMES)}`),
    job_seeker_number: sealed('job_seeker_number', number),
    job_seeker_number_index: lookup.jobSeekerNumber(number),
    phone: sealed('phone', phone),
    phone_index: lookup.phone(phone),
    created_at: at,
    updated_at: at,
  });
  rows.conversation.push({
    id: conversationId,
    channel,
    centre_id: centreId,
    address: sealing.seal(userId, { table: 'conversation', column: 'address', id: conversationId }),
    language: 'ja',
    reachable: dice.next() > 0.03,
    machine_version: 1,
    client_id: id,
    created_at: at,
    updated_at: at,
  });
  return { id, conversationId, open: new Set() };
}
