import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** Prisma's codes for: conflict or deadlock, transaction not started or timed out, connection lost, refused or timed out. */
const PASSING_CODES = new Set([
  'P2034',
  'P2028',
  'P1017',
  'P1001',
  'P1002',
  'P1008',
  'P2024',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
]);
/** SQLSTATEs: serialisation, deadlock, the server going down or coming up, too many connections. */
const PASSING_STATES = /^(40001|40P01|57P0[123]|53300|08\w{3})$/;
const PASSING_WORDS =
  /Connection terminated|Client has encountered a connection error|server closed the connection|timeout exceeded when trying to connect/i;
const PASSING_KINDS = new Set([
  'TransactionWriteConflict',
  'ConnectionClosed',
  'SocketTimeout',
  'DatabaseNotReachable',
  'TooManyConnections',
]);
/** Two transactions that raced for the same place: judged again, the second finds it taken and says so. */
const RACED_FOR = /booking_open_once|booking_moved_once|booking_reference_key|terms_version_day_once/;

/** SQLSTATE: a lock was not had within `lock_timeout`. Whoever sets that has waited long enough: the work is not done again. */
const LOCK_NOT_HAD = '55P03';

/** Another transaction has what this one needs at once, and nobody waits for it: all that was done so far is undone. */
export class InTheWay extends Error {
  override readonly name = 'InTheWay';
}

const WAITS = [30, 100, 300, 900];

/** Runs `work` again, up to four times, after a fault that passes: a conflict with another transaction, a lost connection. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await work();
    } catch (fault) {
      if (!passes(fault)) throw fault;
    }
    await pause(wait / 2 + randomInt(wait));
  }
  return work();
}

/** Another turn kept what this one needs for as long as it was waited for: nothing was done. */
export type Busy = { kind: 'busy' };

/** For a turn that takes the locks of several conversations: an expected outcome, to be tried again later by whoever wants it. */
export async function orBusy<T>(work: () => Promise<T>): Promise<T | Busy> {
  try {
    return await work();
  } catch (fault) {
    if (within(fault, waitedInVain)) return { kind: 'busy' };
    throw fault;
  }
}

/** Whether the same work may well succeed when it is done again. */
export const passes = (fault: unknown): boolean => within(fault, passing);

type Part = Readonly<Record<string, unknown>>;

/** Looks through Prisma's error into its adapter's. */
function within(fault: unknown, is: (part: Part) => boolean, depth = 0): boolean {
  if (typeof fault !== 'object' || fault === null || depth > 6) return false;
  const part: Part = fault as Record<string, unknown>;
  return is(part) || [part['meta'], part['driverAdapterError'], part['cause']].some((inner) => within(inner, is, depth + 1));
}

function passing(part: Part): boolean {
  if (part instanceof InTheWay) return true;
  const [code, state, kind, message] = ['code', 'originalCode', 'kind', 'message'].map((name) =>
    typeof part[name] === 'string' ? part[name] : '',
  ) as [string, string, string, string];
  if (PASSING_CODES.has(code) || PASSING_STATES.test(code) || PASSING_STATES.test(state)) return true;
  if (PASSING_KINDS.has(kind) || PASSING_WORDS.test(message)) return true;
  return kind === 'UniqueConstraintViolation' && RACED_FOR.test(JSON.stringify(part['constraint'] ?? ''));
}

const waitedInVain = (part: Part): boolean =>
  part instanceof InTheWay || part['code'] === LOCK_NOT_HAD || part['originalCode'] === LOCK_NOT_HAD;
