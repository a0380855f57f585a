import { createHash } from 'node:crypto';
import express from 'express';
import { byCentre } from '#bot/by-centre.ts';
import { lineChannel } from '#bot/line/channel.ts';
import { lineWebhook } from '#bot/line/webhook.ts';
import type { Log, Parts } from '#bot/parts.ts';
import { receiver } from '#bot/receiving.ts';
import { type Runner, runner } from '#bot/runner.ts';
import type { Authority } from '#bot/teams/authority.ts';
import type { TokenSource } from '#bot/teams/credentials.ts';
import type { Teams } from '#bot/teams/open.ts';
import { consoleRouter } from '#console/router.ts';
import { type Swept, sweep } from '#jobs/sweep.ts';
import type { Carrier } from '#mail/carrier.ts';
import { type PostOffice, postOffice } from '#mail/post-office.ts';
import { type CentreProviders, type MeetingKeeper, meetingKeeper } from '#meetings/keeper.ts';
import { mailDetailsVoid } from '#office/details-void.ts';
import { detailsAfterAddress } from '#office/details-waiting.ts';
import type { Office } from '#office/office.ts';
import { openOffice } from '#office/open.ts';
import { type ReminderSender, reminderSender } from '#office/reminder-sender.ts';
import { addresses } from '#pages/addresses.ts';
import { clientPages } from '#pages/client-pages.ts';
import type { Centre } from '#policy/centre.ts';
import type { Store } from '#store/store.ts';
import type { AddressLink } from '#store/writing/addresses.ts';
import { app } from './app.ts';
import type { Clock } from './clock.ts';
import type { LineCredentials, TeamsAccess } from './credentials.ts';
import { metrics } from './metrics.ts';

/** LINE's own API. */
export const LINE_API = 'https://api.line.me';

export type HouseOptions = {
  store: Store;
  centres: ReadonlyMap<string, Centre>;
  clock: Clock;
  publicUrl: string;
  log: Log;
  line: ReadonlyMap<string, LineCredentials>;
  /** Where LINE is, for centres with credentials of their own and for those with the simulator's. */
  lineApi: { real: string; simulated: string };
  /** Where a centre is on Teams; `authority` and `tokens` instead of Microsoft's, in tests. */
  teams?: (TeamsAccess & { authority?: Authority; tokens?: TokenSource }) | undefined;
  /** Pages beside our own: the simulator, outside production. */
  pages?: readonly express.Router[];
  /** Who makes meetings, where centre files name a provider. */
  meetings?: CentreProviders | undefined;
  /** Who takes mails; closed with the house. */
  carrier: Carrier;
};

export type House = {
  app: express.Express;
  parts: Parts;
  runner: Runner;
  /** Where a centre is on Teams. */
  teams: Pick<Teams, 'stop'> | undefined;
  post: PostOffice;
  reminders: ReminderSender;
  meetings: MeetingKeeper;
  /** What staff do. */
  office: Office;
  /** Handles whatever is due now. What is to be sent is only woken: no mail server or platform holds it up. */
  sweep(): Promise<Swept>;
};

/** Puts the layers together: everything but the process around them (see `main.ts`), so that tests run the same house. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { store, centres, clock, publicUrl, log, line, lineApi, teams } = options;
  await keepTerms(store, centres, clock);
  const counts = metrics();
  const ofKind = (simulated: boolean) => new Map([...line].filter(([, it]) => it.simulated === simulated));
  const onTeams = teams && (await import('#bot/teams/open.ts')).openTeams({ ...teams, log, uptime: () => clock.uptime() });
  const parts: Parts = {
    store,
    centres,
    clock,
    publicUrl,
    log,
    counts,
    onMoved: async (turn, booking) => void (await mailDetailsVoid(parts, turn, booking)),
    onAddressChanged: async (turn, clientId) => void (await detailsAfterAddress(parts, turn, clientId)),
    channels: {
      line: byCentre(ofKind(true), {
        inside: lineChannel({ apiBaseUrl: lineApi.simulated, credentials: ofKind(true), log }),
        outside: lineChannel({ apiBaseUrl: lineApi.real, credentials: ofKind(false), log }),
      }),
      ...(onTeams && { teams: onTeams.channel }),
    },
  };
  const running = runner(parts);
  const receive = receiver(parts, running);
  const post = postOffice({ mails: store.mails, carrier: options.carrier, clock, log });
  const reminders = reminderSender(parts, running);
  const meetings = meetingKeeper({ parts, runner: running, providers: options.meetings ?? new Map(), onMail: () => post.wake() });
  const office = openOffice(parts, running, { onMail: () => post.wake() });
  return {
    app: app({
      webhooks: [lineWebhook({ centres: line, receive, log }), ...(onTeams ? [onTeams.door(receive)] : [])],
      pages: [
        clientPages({ centres, store, clock, onSubmitted: (id) => running.wake(id) }),
        addresses({
          centres,
          addresses: store.writes.addresses,
          clock,
          onAddressConfirmed: sendWhatWaited(parts, running, post),
        }),
        express
          .Router()
          .use(
            '/console',
            consoleRouter({ parts, runner: running, office, onMail: () => post.wake(), onRun: () => reminders.wake() }),
          ),
        ...(options.pages ?? []),
      ],
      ready: () => store.ready(),
      metrics: counts,
      log,
    }),
    parts,
    runner: running,
    teams: onTeams,
    post,
    reminders,
    meetings,
    office,
    async sweep() {
      const swept = await sweep(parts, running);
      reminders.wake();
      meetings.wake();
      post.wake();
      return swept;
    },
  };
}

/** An address is confirmed: the meeting details that waited for it go there. */
function sendWhatWaited(parts: Parts, running: Runner, post: PostOffice) {
  return async ({ clientId, conversationId }: AddressLink): Promise<void> => {
    await parts.store.turn(conversationId ?? clientId, (turn) => detailsAfterAddress(parts, turn, clientId));
    if (conversationId !== undefined) running.wake(conversationId);
    post.wake();
  };
}

/** The centre files' own summaries are the first versions of the terms; a changed text is a new version, agreed to again. */
async function keepTerms(store: Store, centres: ReadonlyMap<string, Centre>, clock: Clock): Promise<void> {
  const versions = [...centres.values()].flatMap(({ id, terms }) =>
    terms.map((document) => {
      const { id: termsId, title, dated, summary, notices, meetingApp } = document;
      const text = JSON.stringify({ title, dated, summary, notices, meetingApp });
      return {
        centreId: id,
        termsId,
        title: title.ja,
        version: dated.at(-1) ?? '',
        sha256: createHash('sha256').update(text).digest('hex'),
        effectiveAt: clock.now(),
      };
    }),
  );
  await store.keepTerms(versions);
}
