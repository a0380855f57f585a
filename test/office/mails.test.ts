import { describe, expect, it } from 'vitest';
import { addressLetter, detailsLetter } from '#office/mails.ts';
import { LANGUAGES } from '#policy/language.ts';
import type { Booking, MeetingDetails } from '#store/store.ts';
import { centreOf } from '../policy/centres.ts';
import { tokyo } from '../policy/moments.ts';

const centre = centreOf('izumo');
const booking: Booking = {
  id: 'b',
  reference: 'ACDEFGHJ',
  centreId: 'izumo',
  officeId: 'izumo',
  serviceId: 'counselling',
  clientId: 'k',
  conversationId: undefined,
  state: 'confirmed',
  startsAt: tokyo('2026-11-25T11:00'),
  endsAt: tokyo('2026-11-25T11:30'),
  holdUntil: undefined,
  answerBy: undefined,
  wishes: undefined,
  movesBookingId: undefined,
  createdAt: tokyo('2026-11-20T10:00'),
  offerBy: undefined,
  askedStartsAt: undefined,
  confirmedAt: tokyo('2026-11-20T10:00'),
  contact: undefined,
  noShowAt: undefined,
  origin: 'line',
};
const details: MeetingDetails = {
  id: 'd',
  access: { meetingId: '123 4567 8901', passcode: 'sakura7' },
  enteredAt: tokyo('2026-11-20T10:00'),
  renewed: false,
  myPageAt: undefined,
};

describe('the mail with the meeting details', () => {
  it('holds what was entered, when it is and whom to ring, and nothing that was not entered', () => {
    const { text } = detailsLetter({ centre, booking, language: 'ja' }, details);
    expect(text).toContain('日時：11月25日(水) 11:00～11:30\n');
    expect(text).toContain('ミーティングID：123 4567 8901\nパスコード：sakura7\n');
    expect(text).toContain('予約番号：ACDEFGHJ');
    expect(text).toContain('0853-21-8609（内線 41#）（平日 8:30～17:15）');
    expect(text).not.toContain('URL');
    expect(text).not.toContain('使えなくなりました');
    expect(text).not.toContain('undefined');
  });

  it('is written in English with plain colons and commas', () => {
    const { text } = detailsLetter({ centre, booking, language: 'en' }, details);
    expect(text).toContain('\nPasscode: sakura7\n');
    expect(text).toContain('phone 0853-21-8609, extension 41#, Weekdays 8:30–17:15, not on public holidays');
    expect(text).not.toMatch(/[！-～（）：]/);
  });

  it('says that those before are void', () => {
    expect(detailsLetter({ centre, booking, language: 'ja' }, { ...details, renewed: true }).text).toContain(
      '使えなくなりました',
    );
  });

  it.each(LANGUAGES)('has a subject that says neither who nor what it is about (%s)', (language) => {
    const { subject, text } = detailsLetter({ centre, booking, language }, details);
    expect(subject).not.toMatch(/相談|counsel|sakura7|123|ACDEFGHJ|11/);
    expect(text).toContain('sakura7');
    expect(text.length).toBeGreaterThan(150);
  });
});

describe('the mail that asks to confirm an address', () => {
  it.each(LANGUAGES)(
    'holds the link on a line of its own, for how long it is good, and nothing of the booking (%s)',
    (language) => {
      const url = 'https://madoguchi.example/addresses/abc';
      const { text } = addressLetter({ centre, booking, language }, { url, days: 14 });
      expect(text.split('\n')).toContain(url);
      expect(text).toContain('14');
      expect(text).not.toContain('ACDEFGHJ');
      expect(text).not.toContain('11:00');
    },
  );
});
