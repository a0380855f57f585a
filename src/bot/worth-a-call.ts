import { CLOSING } from '#store/outbox.ts';
import type { NoticeKind } from '#store/store.ts';

/**
 * Not worth a call: they have a task, or a list to ring, of their own, or come too late, or can wait for the client's next visit, or were
 * what the client had just said on the phone, or only take buttons away.
 */
const NOT_WORTH_A_CALL: readonly (NoticeKind | typeof CLOSING)[] = [
  CLOSING,
  'room-opens',
  'not-connected',
  'reminder-by-hand',
  'terms-changed',
  'suspension-lifted',
  'erased',
  'identities-linked',
  'withdrawn',
];

/** Whether staff ring a client whom a message of this kind could not reach; an answer in the chat is one, too. */
export const isWorthACall = (kind: string): boolean => !NOT_WORTH_A_CALL.some((other) => other === kind);
