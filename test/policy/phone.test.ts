import { describe, expect, it } from 'vitest';
import { extensionInWords, isPhoneStaffed, phoneHoursInWords, phoneInWords, phoneMiddayOn, telUri } from '#policy/phone.ts';
import { centreOf, closedOn, officeOf } from './centres.ts';
import { tokyo } from './moments.ts';

describe('telUri', () => {
  it('dials the extension after two pauses, with # encoded', () => {
    expect(telUri({ number: '0853-21-8609', extension: '41#' })).toBe('tel:0853218609,,41%23');
    expect(telUri({ number: '0138-88-1318' })).toBe('tel:0138881318');
  });
});

describe('a phone number in words', () => {
  const izumo = officeOf('izumo').phone.value;
  it('shows the extension in words', () => {
    expect(phoneInWords(izumo, 'ja')).toBe('0853-21-8609（内線 41#）');
    expect(phoneInWords(izumo, 'en')).toBe('0853-21-8609 (extension 41#)');
    expect(phoneInWords({ number: '0138-88-1318' }, 'ja')).toBe('0138-88-1318');
  });

  it('says what to press once connected', () => {
    expect(extensionInWords(izumo, 'ja')).toBe('つながったら、41# を押してください。');
    expect(extensionInWords({ number: '0138-88-1318' }, 'ja')).toBeUndefined();
  });

  it('gives the phone hours', () => {
    expect(phoneHoursInWords(officeOf('izumo'), 'ja')).toBe('平日 8:30～17:15');
    expect(phoneHoursInWords(officeOf('izumo'), 'ja-easy')).toBe(
      '月曜日から 金曜日の 8:30から 17:15まで（祝日（しゅくじつ）は 休み）',
    );
    expect(phoneHoursInWords(officeOf('izumo'), 'en')).toBe('Weekdays 8:30–17:15 (not on public holidays)');
  });
});

describe('isPhoneStaffed', () => {
  const staffed = (now: string) => isPhoneStaffed(officeOf('izumo'), centreOf('izumo'), tokyo(now));
  it('within the phone hours of a business day, the end exclusive', () => {
    expect(staffed('2026-11-25T08:29')).toBe(false);
    expect(staffed('2026-11-25T08:30')).toBe(true);
    expect(staffed('2026-11-25T17:14')).toBe(true);
    expect(staffed('2026-11-25T17:15')).toBe(false);
  });

  it('not on holidays, at weekends or on a closure', () => {
    expect(staffed('2026-11-23T10:00')).toBe(false);
    expect(staffed('2026-11-22T10:00')).toBe(false);
    expect(isPhoneStaffed(officeOf('izumo'), closedOn('2026-11-25'), tokyo('2026-11-25T10:00'))).toBe(false);
  });
});

describe('phoneMiddayOn', () => {
  const midday = (from: string, to: string) =>
    phoneMiddayOn({ phoneHours: { value: { from, to }, sample: 'test' } }, tokyo('2026-11-25T23:00')).toFormat(
      "yyyy-MM-dd'T'HH:mm",
    );
  it('is noon, with as much of the phone hours before it as after it at the most', () => {
    expect(midday('08:30', '17:15')).toBe('2026-11-25T12:00');
    expect(midday('09:00', '16:30')).toBe('2026-11-25T12:00');
  });

  it('is the middle of a short day', () => {
    expect(midday('09:00', '12:00')).toBe('2026-11-25T10:30');
    expect(midday('13:00', '17:00')).toBe('2026-11-25T15:00');
  });
});
