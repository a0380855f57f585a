import type { Parts } from '#bot/parts.ts';
import type { Runner } from '#bot/runner.ts';
import { alertOffices } from './office-alerts.ts';
import { type Sweeping, safely } from './stage.ts';
import { mailAddressLinks } from './stages/address-links.ts';
import { askAboutAddresses } from './stages/addresses.ts';
import { eraseClients } from './stages/erasures.ts';
import { tellOfExpired } from './stages/expired-told.ts';
import { ringTheHindered } from './stages/hindered.ts';
import { releaseHolds } from './stages/holds.ts';
import { expireOffers } from './stages/offers.ts';
import { expireRequests, remindOfAnswers } from './stages/requests.ts';
import { forgetOld } from './stages/retention.ts';
import { handleSessions } from './stages/sessions.ts';
import { tellOfTerms } from './stages/terms-changed.ts';
import { wakeWaiting } from './stages/waiting.ts';

/**
 * What time does: every deadline is a moment in a row, judged by the clock. A sweep handles everything that has become due, in any
 * number of processes at once: each change of state is made, and each notice told, by whoever comes first and by nobody else.
 */

/** In this order: who expires is not asked to ring any more; a session that is just over is judged before it is closed. */
const STAGES = {
  released: releaseHolds,
  expired: expireRequests,
  overdue: remindOfAnswers,
  offersExpired: expireOffers,
  expiredTold: tellOfExpired,
  addressLinks: mailAddressLinks,
  addresses: askAboutAddresses,
  hindered: ringTheHindered,
  sessions: handleSessions,
  moot: ({ parts: { store, clock } }) => store.endMootCalls(clock.now()),
  ended: ({ parts: { store, clock } }) => store.closeEnded(clock.now()),
  termsTold: tellOfTerms,
  alerts: ({ parts }) => alertOffices(parts),
  erased: eraseClients,
  forgotten: forgetOld,
  woken: wakeWaiting,
} as const satisfies Record<string, (sweeping: Sweeping) => Promise<number>>;

/** How much each stage did. */
export type Swept = Record<keyof typeof STAGES, number>;

export async function sweep(parts: Parts, runner: Runner): Promise<Swept> {
  const swept: Partial<Swept> = {};
  for (const [name, stage] of Object.entries(STAGES) as [keyof typeof STAGES, (sweeping: Sweeping) => Promise<number>][]) {
    swept[name] = await safely(parts, name, () => stage({ parts, runner }), 0);
  }
  return swept as Swept;
}
