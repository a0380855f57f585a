import { expect, test } from 'vitest';
import { lookupBy, tokenHash } from '#store/lookup.ts';

const lookup = lookupBy(Buffer.alloc(32, 1));
const other = lookupBy(Buffer.alloc(32, 2));

test('a conversation is a UUID made of channel, centre and person', () => {
  const id = lookup.conversationId('line', 'izumo', 'U1');
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(lookup.conversationId('line', 'izumo', 'U1')).toBe(id);
  const others = [
    lookup.conversationId('teams', 'izumo', 'U1'),
    lookup.conversationId('line', 'hakodate', 'U1'),
    lookup.conversationId('line', 'izumo', 'U2'),
    lookup.conversationId('line', 'izumoU', '1'),
    other.conversationId('line', 'izumo', 'U1'),
  ];
  expect(new Set([id, ...others]).size).toBe(6);
});

test('different ways of writing the same thing are found as one', () => {
  expect(lookup.phone('０９０ー１２３４ー５６７８')).toBe(lookup.phone('+81 90-1234-5678'));
  expect(lookup.email(' Ａ@Example.JP ')).toBe(lookup.email('a@example.jp'));
  expect(lookup.jobSeekerNumber('13010―1234')).toBe(lookup.jobSeekerNumber('130101234'));
});

test('the same digits as a number and as a phone are two things', () => {
  expect(lookup.phone('0901234')).not.toBe(lookup.jobSeekerNumber('0901234'));
});

test('a token cannot be read from its hash', () => {
  const token = lookup.calendarToken('booking-1');
  expect(tokenHash(token)).not.toContain(token);
  expect(other.calendarToken('booking-1')).not.toBe(token);
});
