import { DateTime } from 'luxon';
import { officeOf, serviceOf } from '#bot/carry-out/context.ts';
import type { Centre } from '#policy/centre.ts';
import { judgeUnusual, type UnusualTime } from '#policy/unusual-times.ts';
import { seatAt } from './about.ts';
import type { Desk } from './desk.ts';
import type { Unusual } from './office.ts';

export type Asked = {
  centre: Centre;
  officeId: string;
  serviceId: string;
  times: readonly DateTime[];
  /** Those of which staff have said that they mean them. */
  sure: readonly DateTime[] | undefined;
};

/** The times that staff have to be asked about before they are given out. What they opened in the calendar was asked about there. */
export async function unusualTimes({ turn, now }: Desk, asked: Asked): Promise<Unusual | undefined> {
  const { centre, officeId, serviceId, times, sure = [] } = asked;
  const rules = { office: officeOf(centre, officeId), service: serviceOf(centre, serviceId), now };
  const judged = judgeUnusual(
    times.filter((time) => !sure.some((it) => same(it, time))),
    rules,
  );
  if (judged.kind === 'usual') return undefined;
  const opened = await openedAmong(turn, asked, judged.times);
  const open = judged.times.filter(({ startsAt }) => !opened.some((it) => same(it, startsAt)));
  return open.length === 0 ? undefined : { kind: 'unusual', times: open };
}

async function openedAmong(turn: Desk['turn'], { centre, ...where }: Asked, times: readonly UnusualTime[]): Promise<DateTime[]> {
  const starts = times.map(({ startsAt }) => startsAt) as [DateTime, ...DateTime[]];
  const { officeId, serviceId, endsAt: to } = seatAt(centre, where, DateTime.max(...starts));
  const uses = await turn.seatsUsed({ centreId: centre.id, officeId, serviceId, from: DateTime.min(...starts), to });
  return uses.filter(({ openedByStaff }) => openedByStaff).map(({ startsAt }) => startsAt);
}

const same = (one: DateTime, other: DateTime): boolean => one.toMillis() === other.toMillis();
