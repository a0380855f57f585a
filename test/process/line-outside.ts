import type { Clock } from '#clock.ts';
import { suffix } from '#env.ts';
import { type LinePlatform, linePlatform } from '#simulator/line-platform/platform.ts';

/** LINE outside of the server's process, so that it outlives it; and the settings that lead a server to it. */
export type LineOutside = {
  platform: LinePlatform;
  env: Record<string, string>;
  /** Where the server listens now. */
  servedAt: (url: string) => void;
  stop: () => Promise<void>;
};

/** `redeliveries`: how often a webhook without a 2xx is sent again at once; 0 as long as LINE's switch is off. */
export async function lineOutside(clock: Clock, centreIds: readonly string[], redeliveries = 0): Promise<LineOutside> {
  const channels = centreIds.map((centreId) => ({
    centreId,
    channelSecret: `secret-${centreId}`,
    channelAccessToken: `token-${centreId}`,
  }));
  const platform = linePlatform({ clock, channels, redeliveries });
  const api = await platform.start();
  const env: Record<string, string> = { LINE_API_BASE_URL: api.url };
  for (const { centreId, channelSecret, channelAccessToken } of channels) {
    env[`LINE_CHANNEL_SECRET_${suffix(centreId)}`] = channelSecret;
    env[`LINE_CHANNEL_ACCESS_TOKEN_${suffix(centreId)}`] = channelAccessToken;
  }
  return {
    platform,
    env,
    servedAt: (url) => {
      for (const { centreId } of channels) platform.setWebhookUrl(centreId, `${url}/webhooks/line/${centreId}`);
    },
    stop: () => api.stop(),
  };
}
