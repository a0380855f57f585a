import { correcting } from '#office/correcting.ts';
import { erasing, withdrawingErasure } from '#office/erasure.ts';
import { suspensions } from '#office/suspensions.ts';
import { readRemark } from '../bookings/form-reading.ts';
import type { ConsoleOf, SignedIn } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { idOf, textOf } from '../shell/reading.ts';
import type { Why } from '../shell/refusal.ts';
import type { clientWords } from '../words/clients.ts';
import { erasingWords } from '../words/erasing.ts';
import { readSuspension } from './form-reading.ts';
import { readProfile } from './profile-reading.ts';
import { type ClientPageOf, officeFor } from './view.ts';

/** What is done on a client's page, by the last part of its address: a code for what to say, what is to be corrected, or why not now. */

export type ClientAct = { of: ConsoleOf; page: ClientPageOf; body: unknown };
export type ClientActed =
  | { kind: 'said'; said: keyof typeof clientWords.said }
  | { kind: 'wrong'; errors: FieldError[] }
  | { kind: 'refused'; why: Why };

const said = (code: keyof typeof clientWords.said): ClientActed => ({ kind: 'said', said: code });

export const CLIENT_ACTS: Readonly<Record<string, (act: ClientAct) => Promise<ClientActed>>> = {
  async correct({ of, page, body }) {
    const read = readProfile(body);
    if (read.kind === 'wrong') return read;
    const corrected = await correcting(of)({ ...whose(page), by: by(page), profile: read.value });
    return said(corrected === 'corrected' ? 'corrected' : 'unchanged');
  },
  async suspend({ of, page, body }) {
    const read = readSuspension(body, of.parts.clock.now());
    if (read.kind === 'wrong') return read;
    const asked = page.signedIn.centre.offices.find(({ id }) => id === textOf(body, 'office'))?.id;
    const officeId = asked ?? officeFor(page);
    const outcome = await suspensions(of).suspend({ ...whose(page), by: by(page), officeId, ...read.value });
    if (outcome.kind === 'not-found') return said('gone');
    if (outcome.kind === 'already') return said('already-suspended');
    return said(outcome.told === 'ring' ? 'suspended.ring' : 'suspended');
  },
  async lift({ of, page }) {
    const outcome = await suspensions(of).lift({ ...whose(page), by: by(page), officeId: officeFor(page) });
    return said(outcome.kind === 'done' ? 'lifted' : 'not-suspended');
  },
  async erase({ of, page, body }) {
    if (textOf(body, 'asked') !== 'yes') {
      return { kind: 'wrong', errors: [{ field: 'asked', message: erasingWords.needed }] };
    }
    const outcome = await erasing(of)({ ...whose(page), by: by(page), seen: textOf(body, 'chats').split(' ') });
    if (outcome.kind === 'more-chats') return { kind: 'wrong', errors: [{ field: 'asked', message: erasingWords.moreChats }] };
    if (outcome.kind === 'busy') return { kind: 'refused', why: outcome.kind };
    return said(outcome.kind === 'waits' ? 'waits' : 'erased');
  },
  async keep({ of, page }) {
    const outcome = await withdrawingErasure(of)({ ...whose(page), by: by(page) });
    if (outcome.kind === 'not-waiting') return said('not-waiting');
    return said(outcome.told === 'ring' ? 'kept.ring' : 'kept');
  },
  async remarks({ of: { parts }, page, body }) {
    const read = readRemark(body);
    if (read.kind === 'wrong') return read;
    const id = idOf(textOf(body, 'page-id'));
    const written = { id, ...whose(page), ...acted(parts, page.signedIn), text: read.value };
    return said((await parts.store.writes.remarks.add(written)) ? 'remark' : 'gone');
  },
};

/** The name under which a form's errors are shown again. */
export const formOf = (act: string): string => (act === 'remarks' ? 'remark' : act);

const whose = ({ client, signedIn }: ClientPageOf) => ({ clientId: client.id, centreId: signedIn.centre.id });
const by = ({ signedIn }: ClientPageOf) => ({ id: signedIn.staff.id });
const acted = ({ clock }: ConsoleOf['parts'], { staff }: SignedIn) => ({ by: staff.id, at: clock.now() });
