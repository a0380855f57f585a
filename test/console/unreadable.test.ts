import { expect, test } from 'vitest';
import { peopleWords } from '#console/words/people.ts';
import { atCounter } from '../office/counter.ts';
import { signIn } from '../support/console.ts';

const at = atCounter();

test('where a name or words of a request do not open, the pages say so and show everything else', async () => {
  const [spoilt, sound] = [await at.person('izumo'), await at.person('izumo', { profile: { name: '鈴木 一郎' } })];
  const { id } = await at.wished(spoilt);
  await at.wished(sound);
  await at.within(spoilt.conversationId, (turn) =>
    turn.raiseTask({ kind: 'answer-request', centreId: 'izumo', officeId: 'izumo', bookingId: id, at: at.now }),
  );
  await at.sql.query("UPDATE booking SET wishes = 'gone.AAAA' WHERE id = $1", [id]);
  await at.sql.query("UPDATE client SET name = 'gone.AAAA' WHERE id = $1", [spoilt.clientId]);
  const staff = await signIn(at.house, { centres: ['izumo'] });
  const read = async (path: string) => {
    const answer = await staff.get(`/console/izumo/${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  for (const path of ['requests', 'today', `clients/${spoilt.clientId}`, `bookings/${id}`]) {
    const page = await read(path);
    expect([path, page.status]).toEqual([path, 200]);
    expect(page.text).toContain(peopleWords.unreadable);
  }
  for (const path of ['bookings', 'clients', 'notices', 'reminders', 'calendar'])
    expect([path, (await read(path)).status]).toEqual([path, 200]);
  expect((await read('requests')).text).toContain('鈴木 一郎');
});
