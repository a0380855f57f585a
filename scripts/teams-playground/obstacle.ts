/** Why the playground could not talk to the madoguchi at `server`, in a sentence for the person at the shell; undefined where it can. */
export async function obstacleAt(server: string): Promise<string | undefined> {
  const ready = await status(`${server}/readyz`, { method: 'GET' });
  if (ready === undefined)
    return `No madoguchi answers at ${server}. Start it first (npm start), with the same HOST and PORT as this command.`;
  if (ready !== 200) return `The server at ${server} is not ready (${ready}). Wait until it says so, or see what it says.`;
  // No activity: the server refuses it, and how it refuses tells.
  const refused = await status(`${server}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (refused === 404) return `The madoguchi at ${server} has no centre on Teams: see "channels" in its centre files.`;
  if (refused === 401 || refused === 403)
    return `The madoguchi at ${server} takes messages of Microsoft only: start one without MicrosoftAppId for trials.`;
  return undefined;
}

const TIMEOUT_MS = 5_000;

async function status(url: string, init: RequestInit): Promise<number | undefined> {
  try {
    return (await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })).status;
  } catch {
    return undefined;
  }
}
