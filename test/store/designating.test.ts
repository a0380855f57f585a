import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { NOW, storeForFile } from '../support/store.ts';
import { BY_STAFF, person } from '../support/store-office.ts';

const parts = storeForFile();

test('the same act of directing, done again, changes nothing', async () => {
  const { id, clientId } = await person(parts);
  const act = { centreId: 'izumo', at: NOW, actor: BY_STAFF };
  const designationId = await parts.store.turn(id, (turn) =>
    turn.designate({ ...act, clientId, serviceId: 'certification', prepareBy: undefined }),
  );
  const window = { ...act, designationId: designationId ?? '', officeId: 'izumo', startsAt: NOW, endsAt: NOW.plus({ hours: 2 }) };
  const direct = (windowId: string) => parts.store.turn(id, (turn) => turn.direct({ ...window, windowId }));
  const windowId = randomUUID();
  const first = await direct(windowId);
  expect(first).toEqual({ windowId, clientId, serviceId: 'certification' });
  expect(await direct(windowId)).toEqual(first);
  await direct(randomUUID());
  const { rows } = await parts.sql.query(
    'SELECT revoked_at IS NULL AS valid FROM directed_window WHERE client_id = $1 ORDER BY 1',
    [clientId],
  );
  expect(rows).toEqual([{ valid: false }, { valid: true }]);
});
