import type { Carrier } from './carrier.ts';

/** Without a mail server, and without a simulator to show mails in: each is marked as failed, so that staff see whom to ring. */
export const noMailServer = (): Carrier => ({
  width: 20,
  mostSeconds: 1,
  carry: async () => ({ kind: 'failed', why: 'no mail server' }),
  close: async () => undefined,
});
