import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { renderForLine } from '#bot/line/render.ts';
import { composeNotice } from '#bot/replies/compose.ts';
import { LANGUAGES } from '#policy/language.ts';
import { centreOf, centres, worldOf } from './standing-at.ts';

const startsAt = DateTime.fromISO('2026-11-25T10:00', { zone: 'Asia/Tokyo' });

test('a request that nobody answered is void: the client is told, with the phone, and can go to the menu at any time', () => {
  const notice = composeNotice(
    { kind: 'requestExpired', serviceId: 'counselling', officeId: 'esashi', reference: 'ABCD2345', startsAt },
    worldOf(centreOf('hakodate')),
  );
  expect(notice.step).toBe(0);
  expect(notice.choices).toEqual([{ kind: 'choice', id: 'menu', label: 'メニュー' }]);
  expect(notice.messages).toMatchObject([{ kind: 'card', tone: 'care', title: 'お申し込みが無効になりました' }]);
  const said = JSON.stringify(notice);
  for (const words of ['tel:0139520178', '11月25日(水) 10:00', 'ABCD2345', 'お返事ができず、申し訳ありません']) {
    expect(said).toContain(words);
  }
});

test('it can be sent in every language, for every centre', () => {
  for (const centre of centres) {
    for (const language of LANGUAGES) {
      for (const { id: serviceId } of centre.services) {
        for (const at of [startsAt, undefined]) {
          const expired = { kind: 'requestExpired', serviceId, officeId: 'gone', reference: 'ABCD2345', startsAt: at } as const;
          const notice = composeNotice(expired, worldOf(centre, language));
          expect(renderForLine(notice)).toHaveLength(1);
          expect(JSON.stringify(notice)).not.toMatch(/null|undefined/);
        }
      }
    }
  }
});
