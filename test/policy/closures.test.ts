import { describe, expect, it } from 'vitest';
import { closuresOf } from '#policy/closures.ts';
import { closedOn } from './centres.ts';
import { tokyo } from './moments.ts';

const from = tokyo('2026-11-20T10:00');
const to = tokyo('2026-12-01');
const days = (byStaff: Parameters<typeof closuresOf>[1]['byStaff'], centre = closedOn()): string[] =>
  closuresOf(centre, { officeId: 'izumo', byStaff, from, to }).closures.map(({ day }) => day);

describe('closuresOf', () => {
  it('adds the days that staff closed, both ends among them, to those of the centre file', () => {
    expect(days([{ officeId: undefined, fromDay: '2026-11-24', toDay: '2026-11-25' }], closedOn('2026-11-27'))).toEqual([
      '2026-11-27',
      '2026-11-24',
      '2026-11-25',
    ]);
  });

  it('passes over what is closed at another office only', () => {
    expect(days([{ officeId: 'hikawa', fromDay: '2026-11-24', toDay: '2026-11-24' }])).toEqual([]);
    expect(days([{ officeId: 'izumo', fromDay: '2026-11-24', toDay: '2026-11-24' }])).toEqual(['2026-11-24']);
  });

  it('names no day outside the span that is asked for, however long a closure is', () => {
    const all = days([{ officeId: undefined, fromDay: '2020-01-01', toDay: '2099-12-31' }]);
    expect([all[0], all.at(-1), all.length]).toEqual(['2026-11-20', '2026-11-30', 11]);
  });
});
