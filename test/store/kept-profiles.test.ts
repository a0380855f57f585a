import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { NOW, storeForFile } from '../support/store.ts';
import { linkDesk } from './link-desk.ts';

const parts = storeForFile();
const desk = linkDesk(parts);
const { turn, linkOf, unlinked, confirmed } = desk;

describe('the profile of the kept record, once a link is taken back', () => {
  const [before, since] = [
    { name: '山田花子', email: 'hanako@example.jp', phone: '090-1111-1111' },
    { name: '佐藤一郎', email: 'ichiro@example.jp', phone: '090-2222-2222' },
  ];
  const known = (clientId: string) => turn(randomUUID(), (it) => it.clientById(clientId));
  const confirms = async (clientId: string) => {
    const token = await turn(randomUUID(), (it) => it.openAddressLink(clientId, NOW, NOW.plus({ days: 1 })));
    expect(await parts.store.writes.addresses.confirm(token ?? '', NOW)).toBeDefined();
  };

  test('is the one before it: nothing that the other has entered since is left in it, and no way to confirm their address', async () => {
    const [line, teams] = [await desk.writer('line', before), await desk.writer('teams')];
    await confirms(line.clientId);
    const earlier = await known(line.clientId);
    expect(earlier?.emailConfirmed).toBe(true);
    const linkId = await linkOf(teams, line);
    await turn(teams.id, (it) => it.saveProfile(since, NOW));
    const token = await turn(teams.id, (it) => it.openAddressLink(line.clientId, NOW, NOW.plus({ days: 1 })));
    const mine = await confirmed(line);
    const mail = { by: 'mail', recipient: since.email, subject: 'x', text: 'y' } as const;
    await turn(line.id, (it) =>
      it.tell({
        ...{ onceKey: `details-mail:${mine.id}`, kind: 'details-mail', centreId: 'izumo', bookingId: mine.id },
        ...{ clientId: line.clientId, at: NOW, what: mail },
      }),
    );
    await unlinked(linkId);
    expect(await known(line.clientId)).toEqual(earlier);
    expect(await parts.store.writes.addresses.open(token ?? '', NOW)).toBeUndefined();
    const { rows } = await parts.sql.query(
      `SELECT (SELECT state FROM mail WHERE booking_id = $1) AS mail,
              (SELECT count(*)::int FROM mail_address WHERE client_id = $2) AS links,
              (SELECT count(*)::int FROM identity_link WHERE to_client_id = $2 AND profile IS NOT NULL) AS copies`,
      [mine.id, line.clientId],
    );
    expect(rows).toEqual([{ mail: 'not-needed', links: 1, copies: 0 }]);
    expect((await parts.store.reads.bookingList.find('izumo', since.phone)).clientIds).not.toContain(line.clientId);
    expect((await parts.store.reads.bookingList.find('izumo', before.phone)).clientIds).toContain(line.clientId);
  });

  test('has no address confirmed that the other has confirmed since; its own stays so', async () => {
    const [line, teams] = [await desk.writer('line', before), await desk.writer('teams')];
    const linkId = await linkOf(teams, line);
    await confirms(line.clientId);
    await unlinked(linkId);
    expect((await known(line.clientId))?.emailConfirmed).toBe(true);
    const again = await linkOf(teams, line);
    await turn(teams.id, (it) => it.saveProfile(since, NOW));
    await confirms(line.clientId);
    await unlinked(again);
    await turn(line.id, (it) => it.saveProfile(since, NOW));
    expect((await known(line.clientId))?.emailConfirmed).toBe(false);
  });

  test('holds nothing of the one who was linked first either, once the second is taken back after it', async () => {
    const [line, one, two] = [await desk.writer('line', before), await desk.writer('teams'), await desk.writer('teams')];
    const first = await linkOf(one, line);
    await turn(one.id, (it) => it.saveProfile(since, NOW));
    const second = await linkOf(two, line);
    await unlinked(first);
    expect((await known(line.clientId))?.profile).toMatchObject(before);
    await unlinked(second);
    expect((await known(line.clientId))?.profile).toMatchObject(before);
  });

  test('goes with the person: deleting leaves no copy of it', async () => {
    const [line, teams] = [await desk.writer('line', before), await desk.writer('teams')];
    await linkOf(teams, line);
    const copies = async () =>
      (await parts.sql.query('SELECT 1 FROM identity_link WHERE to_client_id = $1 AND profile IS NOT NULL', [line.clientId]))
        .rows;
    expect(await copies()).toHaveLength(1);
    await turn(teams.id, (it) => it.eraseClient(NOW));
    expect(await copies()).toEqual([]);
  });
});
