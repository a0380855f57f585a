import type { PushQuota } from '#bot/channel.ts';
import type { LineClient } from './client.ts';

/**
 * What is left of the month's pushes. Both calls have the client's time-out; whatever goes wrong, the answer is `unknown`: a
 * reminder is then tried, and LINE's refusal stops the run.
 */
export async function readQuota(client: LineClient): Promise<PushQuota> {
  try {
    const [quota, consumption] = await Promise.all([client.getMessageQuota(), client.getMessageQuotaConsumption()]);
    if (quota.type === 'none') return { remaining: 'unlimited' };
    if (!isCount(quota.value) || !isCount(consumption.totalUsage)) return { remaining: 'unknown' };
    return { remaining: Math.max(0, quota.value - consumption.totalUsage), limit: quota.value };
  } catch {
    return { remaining: 'unknown' };
  }
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
