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

/** Whether the same work may well succeed when it is done again. Looks through Prisma's error into its adapter's. */
export function passes(fault: unknown, depth = 0): boolean {
  if (typeof fault !== 'object' || fault === null || depth > 6) return false;
  if (fault instanceof InTheWay) return true;
  const it = fault as Record<string, unknown>;
  const [code, state, kind, message] = [it['code'], it['originalCode'], it['kind'], it['message']].map((value) =>
    typeof value === 'string' ? value : '',
  ) as [string, string, string, string];
  if (PASSING_CODES.has(code) || PASSING_STATES.test(code) || PASSING_STATES.test(state)) return true;
  if (PASSING_KINDS.has(kind) || PASSING_WORDS.test(message)) return true;
  if (kind === 'UniqueConstraintViolation') return RACED_FOR.test(JSON.stringify(it['constraint'] ?? ''));
  return [it['meta'], it['driverAdapterError'], it['cause']].some((inner) => passes(inner, depth + 1));
}
