import express, { type NextFunction, type Request, type Response } from 'express';
import { DateTime, Duration } from 'luxon';
import { type MovableClock, ZONE } from '#clock.ts';
import type { LinePlatform } from '#simulator/line-platform/platform.ts';
import type { Talk } from '#simulator/line-platform/types.ts';
import { actInChat, actOn, clockMove, newPerson } from './acts.ts';
import { assets } from './assets.ts';
import { live, type Mails } from './live.ts';
import type { CentreView } from './view.ts';

export type SimulatorOptions = {
  platform: LinePlatform;
  clock: MovableClock;
  /** The centres that are reached over LINE. */
  centres: readonly CentreView[];
  /** Where the server under test is: channels without a webhook address get `/webhooks/line/<centre>` there. */
  publicUrl: string;
  /** Where mails end up that no mail server takes; none where there is one. */
  mails?: Mails;
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' https: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const NOT_UNDERSTOOD = '操作を読み取れませんでした。';

/** People whom a fresh simulator knows, so that there is somebody to chat as. */
const FIRST_PEOPLE = [
  { name: '山田 花子', language: 'ja' },
  { name: '佐藤 太郎', language: 'ja' },
  { name: 'Maria Santos', language: 'en' },
];

/**
 * A LINE-like phone in the browser, to be mounted at `/simulator` and never in production: whoever opens it can chat as
 * anybody and move the clock. It reaches the server under test only as LINE does, through `platform`.
 */
export function simulator({ platform, clock, centres, publicUrl, mails }: SimulatorOptions): express.Router {
  if (platform.people().length === 0) for (const person of FIRST_PEOPLE) platform.addUser(person);
  for (const channel of platform.channels()) {
    if (channel.webhookUrl === undefined) {
      platform.setWebhookUrl(channel.centreId, new URL(`/webhooks/line/${channel.centreId}`, publicUrl).href);
    }
  }
  const pages = live(platform, clock, centres, mails);
  clock.onMoved(async () => pages.sendTime());

  const isKnown = ({ userId, centreId }: Talk): boolean =>
    centres.some((centre) => centre.id === centreId) && platform.people().some((person) => person.userId === userId);

  const router = express.Router();
  router.use((_request, response, next) => {
    response.set({ 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    next();
  });
  router.get('/events', (_request, response) => pages.join(response));
  router.use('/api', fromThisPage, express.json({ limit: '100kb' }));
  router.post('/api/people', (request, response) => {
    const person = newPerson.safeParse(request.body);
    if (!person.success) return refuse(response, 'お名前は1～40文字で入力してください。');
    response.status(201).json(platform.addUser(person.data));
  });
  router.post('/api/acts', async (request, response) => {
    const act = actInChat.safeParse(request.body);
    if (!act.success || !isKnown(act.data)) return refuse(response, NOT_UNDERSTOOD);
    const { friendship } = platform.chat(act.data);
    if (friendship === 'blocked' && act.data.act.kind !== 'follow') return refuse(response, 'ブロック中は送れません。');
    await actOn(platform, act.data);
    response.status(204).end();
  });
  router.post('/api/clock', async (request, response) => {
    const move = clockMove.safeParse(request.body);
    const by = move.success ? durationOf(move.data, clock) : undefined;
    if (!by || by.toMillis() <= 0) return refuse(response, '時計は今より先にだけ進められます。');
    await clock.advance(by);
    response.status(204).end();
  });
  router.use('/api', (_error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    refuse(response, NOT_UNDERSTOOD),
  );
  router.use(assets());
  return router;
}

function durationOf(move: { minutes: number } | { to: string }, clock: MovableClock): Duration | undefined {
  if ('minutes' in move) return Duration.fromObject({ minutes: move.minutes });
  const to = DateTime.fromISO(move.to, { zone: ZONE });
  return to.isValid ? Duration.fromMillis(to.toMillis() - clock.now().toMillis()) : undefined;
}

/** Other sites' pages must not act here: browsers say where a request comes from. */
function fromThisPage(request: Request, response: Response, next: NextFunction): void {
  const site = request.header('sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') next();
  else response.status(403).json({ message: 'この画面以外からは操作できません。' });
}

function refuse(response: Response, message: string): void {
  response.status(400).json({ message });
}
