import { DateTime } from 'luxon';
import type { Browser, Locator, Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { movableClock, ZONE } from '#clock.ts';
import { lineOutside } from '../../test/process/line-outside.ts';
import { type ServerProcess, startServer } from '../../test/support/server-process.ts';
import { type Desk, deskAt } from './desk.ts';
import { CENTRE, type Client, everybodyBooks, presses } from './people.ts';

/**
 * A day of an office, made by what clients and staff do. Time passes between the acts by starting the server anew on the same data
 * with a later clock: what has become due is then handled.
 */

const WIDE = { width: 1280, height: 900 };
/** Pushes that the account has in a month. */
const QUOTA = 200;

type Line = Awaited<ReturnType<typeof lineOutside>>;
type Settings = { browser: Browser; dataDir: string; line: Line; mail: string };

/** Takes the picture of a page, where `until` is given no further down than that; `from`: pixels that are left out above. */
export type Picture = (page: Page, name: string, until?: Locator, from?: number) => Promise<void>;

/** Pictures of the console: today, the calendar, and reminders before they are sent. */
export async function officeDay(browser: Browser, dataDir: string, picture: Picture): Promise<void> {
  const clock = movableClock(moment('2026-11-20T10:00'));
  const line = await lineOutside(clock, [CENTRE]);
  line.platform.setMonthlyQuota(CENTRE, QUOTA);
  const mail = await mailServer();
  const at = async (time: string, work: (desk: Desk, server: ServerProcess) => Promise<void>) => {
    await clock.advance(moment(time).diff(clock.now()));
    await during({ browser, dataDir, line, mail: mail.url }, time, work);
  };
  try {
    let clients: ReadonlyMap<string, Client> = new Map();
    await at('2026-11-20T10:01', async (desk, server) => {
      await desk.join(/http\S+\/console\/welcome\/\S+/.exec(server.output().stdout)?.[0] ?? '');
      await prepareCalendar(desk);
      clients = await everybodyBooks(line.platform);
      for (const name of ['青空 はるか', '海野 みなと', '森川 つばさ', '星野 ひかり'])
        await desk.enterDetails('2026-11-25', name, true);
      for (const name of ['花田 さくら', '秋葉 もみじ']) await line.platform.block(known(clients, name).talk);
    });
    await at('2026-11-25T09:31', async (desk) => {
      await desk.signIn();
      await desk.enterDetails('2026-11-25', '月島 かえで', false);
      await presses(line.platform, known(clients, '森川 つばさ'), '遅れます');
      await desk.mark('青空 はるか', '来ました', '来た記録をつけました。');
      await desk.mark('海野 みなと', '電話で実施', '電話で実施した記録をつけました。');
    });
    await at('2026-11-25T11:11', async (desk) => {
      await desk.signIn();
      await desk.bookFor('山田 花子', '32010-123456', '2026-11-25T15:00');
      await desk.open('today');
      await picture(desk.page, 'today');
      await desk.open('calendar');
      await picture(desk.page, 'calendar', desk.page.getByRole('table').last());
      await desk.previewReminders('2026-11-26', '明日は雪の予報です。早めにご準備ください。');
      await picture(desk.page, 'reminders', desk.page.locator('details[open]').last());
    });
  } finally {
    await Promise.all([line.stop(), mail.stop()]);
  }
}

const moment = (time: string): DateTime<true> => {
  const at = DateTime.fromISO(time, { zone: ZONE });
  if (!at.isValid) throw new RangeError(`not a time: ${time}`);
  return at;
};

function known(clients: ReadonlyMap<string, Client>, name: string): Client {
  const client = clients.get(name);
  if (!client) throw new Error(`nobody is called ${name}`);
  return client;
}

/** The server from `time` on, for as long as `work` takes. */
async function during(
  { browser, dataDir, line, mail }: Settings,
  time: string,
  work: (desk: Desk, server: ServerProcess) => Promise<void>,
): Promise<void> {
  const server = startServer({
    env: { DATA_DIR: dataDir, DEMO_NOW: `${time}+09:00`, SMTP_URL: mail, MAIL_FROM: 'madoguchi@example.jp', ...line.env },
  });
  const context = await browser.newContext({ viewport: WIDE, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  try {
    const url = await server.ready;
    line.servedAt(url);
    await work(deskAt(await context.newPage(), url), server);
  } finally {
    await context.close();
    server.signal('SIGTERM');
    await server.ended;
  }
}

/** More room on the busy days, times beside the usual ones, a closed time and a closed day. */
async function prepareCalendar(desk: Desk): Promise<void> {
  for (const day of ['2026-11-25', '2026-11-26']) {
    await desk.setCapacity(`${day}T09:30`, 2);
    await desk.setCapacity(`${day}T11:00`, 3);
    await desk.setCapacity(`${day}T13:30`, 3);
    await desk.setCapacity(`${day}T15:00`, 2);
  }
  await desk.openSlots('2026-11-26', '16:00', '17:00');
  await desk.closeSlot('2026-11-26T16:30');
  await desk.closeDay('2026-11-27', '職員研修');
}

/** Takes every mail and forgets it. */
async function mailServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      stream.on('end', () => done());
      stream.resume();
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise<void>((closed) => server.close(() => closed())) };
}
