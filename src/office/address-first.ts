import type { Service } from '#policy/centre.ts';
import type { Turn } from '#store/store.ts';
import { hasAddress } from './handing-over.ts';

/** Whether meeting details are to go by e-mail to an address that its owner has not confirmed: until then they go nowhere. */
export async function waitsForAddress(turn: Turn, { meeting }: Service, clientId: string): Promise<boolean> {
  if (!meeting.details.some(({ way }) => way === 'e-mail')) return false;
  const client = await turn.clientById(clientId);
  return client !== undefined && hasAddress(client) && !client.emailConfirmed;
}
