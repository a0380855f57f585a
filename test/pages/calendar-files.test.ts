import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Booking, BookingState } from '#store/store.ts';
import { booking, type Serving, seedCentre, serve } from './serving.ts';

const CALENDAR = 'cAlEnDaR_token-of-a-booking';
let pages: Serving;
beforeEach(async () => {
  pages = await serve();
});
afterEach(() => pages.stop());

async function fileOf(change: Partial<Booking>, query = ''): Promise<string> {
  pages.store.bookings.set(CALENDAR, booking(change));
  const file = await (await pages.get(`/bookings/${CALENDAR}.ics${query}`)).text();
  return file.replaceAll('\r\n ', '');
}

describe('the calendar file', () => {
  it('is one event at the right time in any zone, named after the centre and the service', async () => {
    pages.store.bookings.set(CALENDAR, booking());
    const answer = await pages.get(`/bookings/${CALENDAR}.ics`);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=yoyaku.ics');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const raw = await answer.text();
    for (const line of raw.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const file = raw.replaceAll('\r\n ', '');
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(file).toContain('DTSTART:20261125T010000Z');
    expect(file).toContain('DTEND:20261125T013000Z');
    expect(file).toContain('SUMMARY:ハローワーク函館 オンライン職業相談');
    expect(file).toContain('UID:b7a1c2d3-0000-4000-8000-000000000001@madoguchi');
    expect(file).toContain('STATUS:CONFIRMED');
  });

  it('gives the booked office’s phone and the same-day rule with its article (S0 §6(6))', async () => {
    const file = await fileOf({});
    expect(file).toContain('当日のキャンセルは、お電話のみで受け付けます（利用規約 第6条(6)）。');
    expect(file).toContain('ハローワークプラザはこだて 電話 0138-45-8609');
    expect(file).toContain('平日 8:30～17:15');
  });

  it('says at Matsudo that cancelling is by phone only, always (S2 §6(3))', async () => {
    const matsudo = seedCentre('matsudo-mothers');
    const file = await fileOf({
      centreId: matsudo.id,
      officeId: matsudo.offices[0]?.id ?? '',
      serviceId: matsudo.services[0]?.id ?? '',
    });
    expect(file).toContain('DESCRIPTION:キャンセルは、お電話のみで受け付けます（利用規約 第6条(3)）');
  });

  it('holds nothing personal and no reference', async () => {
    const file = await fileOf({});
    for (const secret of ['午後がよい', 'K7M2PQ4X', 'client-1', 'conversation-1', CALENDAR]) expect(file).not.toContain(secret);
  });

  it('speaks English and plain Japanese on request', async () => {
    expect(await fileOf({}, '?lang=en')).toContain('SUMMARY:Hello Work Hakodate Online counselling');
    expect(await fileOf({}, '?lang=ja-easy')).toContain('キャンセルは 電話（でんわ）だけです');
  });

  it.each<[BookingState, string]>([
    ['requested', 'TENTATIVE'],
    ['confirmed', 'CONFIRMED'],
    ['cancelled', 'CANCELLED'],
    ['moved', 'CANCELLED'],
    ['withdrawn', 'CANCELLED'],
    ['declined', 'CANCELLED'],
    ['presumed-cancelled', 'CANCELLED'],
  ])('of a booking that is %s has the status %s', async (state, status) => {
    expect(await fileOf({ state })).toContain(`STATUS:${status}`);
  });

  it('counts up as the booking changes, so that calendars take the later state', async () => {
    const sequence = async (state: BookingState) => Number(/SEQUENCE:(\d+)/.exec(await fileOf({ state }))?.[1]);
    expect(await sequence('requested')).toBeLessThan(await sequence('confirmed'));
    expect(await sequence('confirmed')).toBeLessThan(await sequence('cancelled'));
  });

  it('does not exist for an unknown token, a request without a time, or a service that is gone', async () => {
    expect((await pages.get('/bookings/unknown.ics')).status).toBe(404);
    for (const change of [{ startsAt: undefined, endsAt: undefined }, { serviceId: 'gone' }, { centreId: 'gone' }]) {
      pages.store.bookings.set(CALENDAR, booking(change));
      const answer = await pages.get(`/bookings/${CALENDAR}.ics`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('ページが見つかりません');
    }
  });
});
