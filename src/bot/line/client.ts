import { HTTPFetchError, messagingApi } from '@line/bot-sdk';

export type LineClient = messagingApi.MessagingApiClient;
type Access = { apiBaseUrl: string; channelAccessToken: string; timeoutMs: number };

/**
 * The SDK's Messaging API client with a time-out. The SDK calls `fetch` without a signal and offers no way to pass one (version
 * 11), so a server that never answers would hold a socket for minutes; its transport is exchanged for one that aborts. A
 * refusal is the SDK's own HTTPFetchError, a time-out a DOMException named TimeoutError, a lost connection a TypeError.
 */
export function lineClient(access: Access): LineClient {
  const client = new messagingApi.MessagingApiClient({
    channelAccessToken: access.channelAccessToken,
    baseURL: access.apiBaseUrl,
  });
  if (typeof Reflect.get(client, 'httpClient')?.post !== 'function') {
    throw new Error('@line/bot-sdk has changed inside: its transport can no longer be given a time-out.');
  }
  Reflect.set(client, 'httpClient', transport(access));
  return client;
}

function transport({ apiBaseUrl, channelAccessToken, timeoutMs }: Access) {
  const base = apiBaseUrl.replace(/\/+$/, '');
  async function call(
    path: string,
    init: { method: string; body?: string; headers?: Record<string, string> },
  ): Promise<Response> {
    const response = await fetch(`${base}${path}`, {
      ...init,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${channelAccessToken}`, ...init.headers },
      // A message with a client's words in it goes to LINE and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw await refusal(response);
    return response;
  }
  return {
    get: (path: string) => call(path, { method: 'GET' }),
    post: (path: string, body: unknown, config?: { headers?: Record<string, string> }) =>
      call(path, { method: 'POST', body: JSON.stringify(body), ...(config?.headers && { headers: config.headers }) }),
  };
}

async function refusal(response: Response): Promise<HTTPFetchError> {
  const { status, statusText, headers } = response;
  return new HTTPFetchError(`${status} - ${statusText}`, { status, statusText, headers, body: await response.text() });
}
