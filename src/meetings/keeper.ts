import type { Parts } from '#bot/parts.ts';
import type { Runner } from '#bot/runner.ts';
import type { ProviderKind } from '#policy/centre.ts';
import type { ClaimedRoom, ProvidedService } from '#store/rooms.ts';
import { attempt } from './attempt.ts';
import type { MeetingProvider } from './provider.ts';

/** Whom each centre has its meetings made by, by the kind that its file names. */
export type CentreProviders = ReadonlyMap<string, Readonly<Partial<Record<ProviderKind, MeetingProvider>>>>;

/** Keeps the meetings of confirmed bookings at the providers as they should be, beside everything else: no turn waits for a provider. */
export interface MeetingKeeper {
  /** Something may have to be made or taken down. Returns at once. */
  wake(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Breaks off what is on its way: the next start goes on with it. */
  stop(): Promise<void>;
}

type KeeperOf = { parts: Parts; runner: Runner; providers: CentreProviders; onMail?: (() => void) | undefined };

/** Rooms at a time, over all providers. */
const WIDTH = 4;
/** Beside what the provider may take: for the statements before and after it. */
const MARGIN_SECONDS = 30;

export function meetingKeeper(of: KeeperOf): MeetingKeeper {
  const { parts, providers } = of;
  const stop = new AbortController();
  let running: Promise<void> | undefined;
  let asked = false;

  function wake(): void {
    if (providers.size === 0) return;
    asked = true;
    begin();
  }

  /** What changed while the last look was being taken is looked at as well. */
  function begin(): void {
    if (stop.signal.aborted || running || !asked) return;
    asked = false;
    running = keepAll(of, stop.signal)
      .catch((fault: unknown) => logFault(parts, fault))
      .finally(() => {
        running = undefined;
        begin();
      });
  }

  // A booking that is confirmed has its meeting at once, whichever process confirmed it.
  const unlisten = providers.size === 0 ? () => undefined : parts.store.changes(concerning(providers, wake));
  return {
    wake,
    async idle() {
      while (running) await running;
    },
    async stop() {
      unlisten();
      stop.abort();
      await running;
    },
  };
}

const concerning = (providers: CentreProviders, wake: () => void) => (centreId: string | undefined) => {
  if (centreId === undefined || providers.has(centreId)) wake();
};

async function keepAll(of: KeeperOf, stopping: AbortSignal): Promise<void> {
  const { rooms } = of.parts.store;
  const kinds = [...of.providers].flatMap(([centreId, its]) =>
    (Object.keys(its) as ProviderKind[]).map((provider) => ({ centreId, provider })),
  );
  await rooms.close(of.parts.clock.now());
  await rooms.open(providedServices(of), of.parts.clock.now());
  while (!stopping.aborted) {
    const due = await rooms.claim(kinds, of.parts.clock.now(), WIDTH, leaseSeconds(of));
    if (due.length === 0) return;
    await Promise.all(due.map((room) => attemptOne(of, room, stopping)));
    of.onMail?.();
  }
}

/** The services whose files name a provider that is at hand. */
const providedServices = ({ parts, providers }: KeeperOf): ProvidedService[] =>
  [...parts.centres.values()].flatMap(({ id: centreId, services }) =>
    services.flatMap(({ id: serviceId, meeting: { provider } }) =>
      provider && providers.get(centreId)?.[provider.kind] ? [{ centreId, serviceId, provider: provider.kind }] : [],
    ),
  );

const leaseSeconds = ({ providers }: KeeperOf): number =>
  MARGIN_SECONDS +
  Math.max(...[...providers.values()].flatMap((its) => Object.values(its).map(({ mostSeconds }) => mostSeconds)));

/** One that cannot be handled must not hold up the others: its lease ends, and it is tried again. */
async function attemptOne({ parts, runner, providers }: KeeperOf, room: ClaimedRoom, signal: AbortSignal): Promise<void> {
  const provider = providers.get(room.centreId)?.[room.provider];
  if (!provider) return;
  await attempt({ parts, runner, provider, signal }, room).catch((fault: unknown) => logFault(parts, fault));
}

const logFault = ({ log }: Parts, fault: unknown): void =>
  log.error({ why: fault instanceof Error ? fault.name : 'unknown' }, 'a meeting will be looked after by the sweep');
