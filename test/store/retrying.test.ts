import { expect, test } from 'vitest';
import { InTheWay, passes, retrying } from '#store/retrying.ts';

/** As Prisma wraps what its adapter met. */
const wrapped = (cause: object) => Object.assign(new Error('failed'), { code: 'P2010', meta: { driverAdapterError: { cause } } });

test.each([
  ['a serialisation conflict', wrapped({ originalCode: '40001', kind: 'TransactionWriteConflict' })],
  ['a deadlock', wrapped({ originalCode: '40P01' })],
  ['the server going down', wrapped({ originalCode: '57P01' })],
  ['a reset connection', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
  ['a terminated connection', new Error('Connection terminated unexpectedly')],
  ['a transaction that could not start', Object.assign(new Error('x'), { code: 'P2028' })],
  [
    'a race for the last open booking',
    wrapped({ kind: 'UniqueConstraintViolation', constraint: { index: 'booking_open_once' } }),
  ],
  ['a turn that holds what another one needs', new InTheWay('x')],
])('%s passes', (_, fault) => {
  expect(passes(fault)).toBe(true);
});

test.each([
  ['a broken rule', wrapped({ originalCode: '23514', kind: 'postgres' })],
  ['another unique index', wrapped({ kind: 'UniqueConstraintViolation', constraint: { index: 'consent_x_key' } })],
  ['a fault of our own', new Error('on purpose')],
  ['nothing', undefined],
])('%s does not pass', (_, fault) => {
  expect(passes(fault)).toBe(false);
});

test('work is done again until it succeeds', async () => {
  let times = 0;
  const result = await retrying(async () => {
    times += 1;
    if (times < 3) throw wrapped({ originalCode: '40001' });
    return times;
  });
  expect(result).toBe(3);
});

test('a fault that does not pass is thrown at once', async () => {
  let times = 0;
  const failing = retrying(async () => {
    times += 1;
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  expect(times).toBe(1);
});

test('it gives up after a few times', async () => {
  let times = 0;
  const failing = retrying(async () => {
    times += 1;
    throw wrapped({ originalCode: '40001' });
  });
  await expect(failing).rejects.toThrow('failed');
  expect(times).toBe(5);
});
