import type { PushQuota } from './channel.ts';
import type { Parts } from './parts.ts';

/** What is left of the month's pushes, on the channel of the centre that has the fewest: the others do not count them. */
export async function tightestQuota(
  { centres, channels }: Pick<Parts, 'centres' | 'channels'>,
  centreId: string,
): Promise<PushQuota> {
  const names = centres.get(centreId)?.channels ?? [];
  const quotas = await Promise.all(names.flatMap((name) => channels[name]?.pushQuota(centreId) ?? []));
  const counted = quotas.filter(({ remaining }) => typeof remaining === 'number');
  const [fewest] = counted.sort((a, b) => Number(a.remaining) - Number(b.remaining));
  return fewest ?? quotas.find(({ remaining }) => remaining === 'unknown') ?? quotas[0] ?? { remaining: 'unknown' };
}
