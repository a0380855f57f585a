import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { certification } from '#office/certification.ts';
import { withdrawingErasure } from '#office/erasure.ts';
import { sendRuns, startRun } from '#office/reminder-runs.ts';
import { suspensions } from '#office/suspensions.ts';
import { draftTerms, publishTerms } from '#office/terms.ts';
import type { Centre } from '#policy/centre.ts';
import type { StaffAct } from './dialogue-staff-lines.ts';
import { inTokyo, type TestHouse } from './house.ts';

/** Who stands at the counter in every dialogue. */
const BY = { id: '00000000-0000-4000-8000-00000000c0de' };

/** The client's newest booking, as far as an act needs it. */
type Newest = { id: string; client_id: string; office_id: string; service_id: string; state: string };

export type DialogueStaff = {
  /** Does it; answers 'done', or what came instead. */
  act(conversationId: string | undefined, act: StaffAct): Promise<string>;
};

export function dialogueStaff(house: TestHouse, db: pg.Client, centreId: string): DialogueStaff {
  const { office, clock } = house;
  const { parts, runner } = house.house;
  const centre = house.centres.get(centreId);
  if (!centre) throw new Error(`no centre ${centreId}`);
  const counter = { parts, runner };
  const newest = async (conversationId: string | undefined): Promise<Newest> => {
    const { rows } = await db.query<Newest>(
      `SELECT id, client_id, office_id, service_id, state FROM booking WHERE conversation_id = $1
        ORDER BY ended_at IS NOT NULL, created_at DESC, state = 'moved', id DESC LIMIT 1`,
      [conversationId],
    );
    if (!rows[0]) throw new Error('職員が扱う予約がありません');
    return rows[0];
  };

  /** The details that staff see and replace. */
  const detailsOf = (id: string) => parts.store.turn(id, async (turn) => (await turn.details(id))?.id);

  async function onBooking(booking: Newest, act: StaffAct): Promise<{ kind: string }> {
    const on = { by: BY, bookingId: booking.id };
    switch (act.act) {
      case 'confirm':
        return await office.confirm({ ...on, ...(act.at !== undefined && { startsAt: inTokyo(act.at) }) });
      case 'offer':
        return await office.offer({ ...on, startsAt: act.times.map((time) => inTokyo(time)) });
      case 'decline':
        return await office.decline({ ...on, reason: act.reason });
      case 'withdraw':
        return await office.withdraw(on);
      case 'cancel':
        return await office.cancel({ ...on, wish: act.wish, reason: act.reason });
      case 'move':
        return await office.move({ ...on, wish: act.wish, startsAt: inTokyo(act.to) });
      case 'details': {
        const { act: _, ...access } = act;
        return await office.enterDetails({ ...on, access, replaces: await detailsOf(booking.id) });
      }
      case 'my-page':
        return await office.tickMyPage(on);
      case 'attendance':
        return await office.attendance({ ...on, what: act.what });
      default:
        return await onClient(booking, act);
    }
  }

  async function onClient({ id, client_id: clientId, ...where }: Newest, act: StaffAct): Promise<{ kind: string }> {
    const place = { officeId: where.office_id, serviceId: where.service_id };
    switch (act.act) {
      case 'book':
        return await office.bookFor({ by: BY, centreId, client: { id: clientId }, ...place, startsAt: inTokyo(act.at) });
      case 'message':
        return await office.message({ by: BY, clientId, text: act.text });
      case 'suspend': {
        const words = { reason: '職員の判断', note: act.note, reviewOn: act.reviewOn };
        return await suspensions(counter).suspend({ by: BY, centreId, clientId, officeId: place.officeId, ...words });
      }
      case 'lift':
        return await suspensions(counter).lift({ by: BY, centreId, clientId, officeId: place.officeId });
      case 'keep-data':
        return await withdrawingErasure(counter)({ by: BY, centreId, clientId });
      case 'remind': {
        const request = { template: act.template, extra: undefined, bookingState: 'confirmed', bookingIds: [id] } as const;
        await startRun(parts, { by: BY.id, centreId, onceKey: randomUUID(), ...request });
        await sendRuns(parts, runner);
        return { kind: 'done' };
      }
      default:
        throw new Error(`not an act on a client: ${act.act}`);
    }
  }

  return {
    async act(conversationId, act) {
      const came = await atTheCentre(house, centre, act);
      const outcome = came ?? (await onBooking(await newest(conversationId), act));
      await house.house.post.deliver();
      await house.settle();
      return outcome.kind;
    },
  };

  /** Acts that concern no booking; undefined for the others. */
  async function atTheCentre(_: TestHouse, it: Centre, act: StaffAct): Promise<{ kind: string } | undefined> {
    switch (act.act) {
      case 'designate':
      case 'direct':
        return await certify(it, act);
      case 'publish-terms':
        return await publish(it, act);
      case 'close-day': {
        const days = { fromDay: act.day, toDay: act.day };
        await parts.store.writes.closures.add({
          centreId,
          officeId: undefined,
          ...days,
          reason: act.reason,
          by: BY.id,
          at: clock.now(),
        });
        return { kind: 'done' };
      }
      case 'maintenance': {
        const period = { startsAt: inTokyo(act.from), endsAt: inTokyo(act.to) };
        await parts.store.writes.maintenance.announce({
          centreId,
          texts: { ja: act.text, 'ja-easy': undefined, en: undefined },
          ...period,
          by: BY.id,
          now: clock.now(),
        });
        return { kind: 'done' };
      }
      default:
        return undefined;
    }
  }

  async function certify(it: Centre, act: StaffAct & { act: 'designate' | 'direct' }): Promise<{ kind: string }> {
    const service = it.services.find(({ access }) => access.value === 'designated');
    const [first] = it.offices;
    if (!service || !first) throw new Error(`${centreId} designates nobody`);
    const place = { centre: it, service, by: BY, officeId: first.id };
    if (act.act === 'designate') {
      const person = { name: act.name, number: act.number };
      const { kind } = await certification(counter).designate({ ...place, person, prepareBy: undefined, evenSo: true });
      return { kind: kind === 'designated' ? 'done' : kind };
    }
    const { rows } = await db.query<{ id: string }>(
      'SELECT id FROM designation WHERE centre_id = $1 AND ended_at IS NULL ORDER BY created_at DESC, id LIMIT 1',
      [centreId],
    );
    const window = { from: inTokyo(act.from), to: inTokyo(act.to) };
    const { kind } = await certification(counter).direct({ ...place, designationId: rows[0]?.id ?? '', ...window });
    return { kind: kind === 'directed' ? 'done' : kind };
  }

  async function publish(it: Centre, act: StaffAct & { act: 'publish-terms' }): Promise<{ kind: string }> {
    for (const terms of it.terms) {
      const drafted = await draftTerms(parts, {
        by: BY.id,
        centreId,
        termsId: terms.id,
        text: `# ${terms.title.ja}\n\n第2条 端末の条件を、次のとおり改める。`,
        format: 'markdown',
        effectiveOn: inTokyo(`${act.effectiveOn}T00:00`),
        ground: '1',
        changes: act.changes,
      });
      if (drafted.kind !== 'drafted') return { kind: JSON.stringify(drafted) };
      const { kind } = await publishTerms(parts, { by: BY.id, centreId, id: drafted.id });
      if (kind !== 'published') return { kind };
    }
    return { kind: 'done' };
  }
}
