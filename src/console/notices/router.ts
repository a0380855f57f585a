import express, { type Request, type Response } from 'express';
import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { resend } from '#office/resending.ts';
import type { After, Fate, LedgerRow } from '#store/reading/notices.ts';
import type { NoticeKind } from '#store/store.ts';
import type { ConsoleOf, SignedIn } from '../console.ts';
import { query } from '../shell/components.ts';
import { dayTyped, idOf, textOf } from '../shell/reading.ts';
import { notFound } from '../shell/refusal.ts';
import { signedIn } from '../shell/signed-in.ts';
import { FATES } from '../words/fates.ts';
import { NOTICE_KINDS } from '../words/notice-kinds.ts';
import { noticesWords as words } from '../words/notices.ts';
import { type LedgerFilter, ledgerPage } from './page.ts';

const PAGE = 50;

/** `/notices`: the ledger, the newest first; POST `/notices/:id/resend`: one that failed is told again. */
export function noticePages(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  router.get('/notices', (req, res) => show(of, req, res));
  router.post('/notices/:id/resend', async (req, res) => {
    const { centre, staff } = signedIn(res);
    const noticeId = idOf(req.params.id);
    if (noticeId === undefined) return notFound(res);
    const resent = await resend(of, { by: { id: staff.id }, centreId: centre.id, noticeId });
    if (resent.kind === 'not-found') return notFound(res);
    const said = resent.kind === 'done' ? TOLD[resent.told] : resent.kind;
    const filter = filterIn(new URLSearchParams(textOf(req.body, 'back')), { centre });
    res.redirect(303, `/console/${centre.id}/notices${query({ ...filter, said })}`);
  });
  return router;
}

const TOLD: Readonly<Record<string, keyof typeof words.said>> = {
  chat: 'sent',
  mail: 'mail',
  address: 'mail',
  ring: 'ring',
};

async function show({ parts }: ConsoleOf, req: Request, res: Response): Promise<void> {
  const here = signedIn(res);
  const filter = filterIn(new URLSearchParams(textsOf(req.query)), here);
  const after = afterIn(textOf(req.query, 'after'));
  const { state, kind, office, from, to, run } = filter;
  const where = {
    centreId: here.centre.id,
    fate: state,
    kinds: kind === undefined ? undefined : [kind],
    officeId: office,
    from: from === undefined ? undefined : dayTyped(from),
    to: to === undefined ? undefined : dayTyped(to)?.plus({ days: 1 }),
    runId: run,
  };
  const found = await parts.store.reads.notices.page(where, PAGE + 1, after);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  res.type('html').send(
    ledgerPage({
      ...{ signedIn: here, now: parts.clock.now(), filter, rows, later: after !== undefined },
      next: found.length > PAGE && last ? placeOf(last) : undefined,
      said: named(textOf(req.query, 'said'), words.said),
    }),
  );
}

function textsOf(given: Request['query']): Record<string, string> {
  return Object.fromEntries(Object.keys(given).map((name) => [name, textOf(given, name)]));
}

/** What the address says, as far as it is known here. */
function filterIn(given: URLSearchParams, { centre }: Pick<SignedIn, 'centre'>): LedgerFilter {
  const text = (name: string) => given.get(name) ?? '';
  const day = (name: string) => dayTyped(text(name))?.toFormat('yyyy-MM-dd');
  return {
    state: named<Fate>(text('state'), FATES),
    kind: named<NoticeKind>(text('kind'), NOTICE_KINDS),
    office: centre.offices.find(({ id }) => id === text('office'))?.id,
    from: day('from'),
    to: day('to'),
    run: idOf(text('run')),
  };
}

const named = <Name extends string>(text: string, among: Readonly<Record<Name, string>>): Name | undefined =>
  (Object.keys(among) as Name[]).find((name) => name === text);

/** Where a page ends: "1795000000000_<id>". */
const placeOf = ({ createdAt, id }: LedgerRow): string => `${createdAt.toMillis()}_${id}`;

function afterIn(text: string): After | undefined {
  const [millis = '', id] = text.split('_');
  const known = idOf(id);
  if (known === undefined || !/^\d{12,14}$/.test(millis)) return undefined;
  return { createdAt: DateTime.fromMillis(Number(millis), { zone: ZONE }), id: known };
}
