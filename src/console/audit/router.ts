import express from 'express';
import type { ConsoleOf } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { dayTyped, idOf, textOf } from '../shell/reading.ts';
import { administratorsOnly } from '../shell/session.ts';
import { signedIn } from '../shell/signed-in.ts';
import { KINDS, auditWords as words } from '../words/audit.ts';
import { type Asked, auditPage } from './page.ts';

const A_PAGE = 50;
const MOST_PAGES = 1_000;

/** `/audit?from=&until=&kind=&person=&reference=&page=`. */
export function auditPages(of: ConsoleOf): express.Router {
  const { store, clock } = of.parts;
  const router = express.Router({ mergeParams: true });
  router.get('/audit', administratorsOnly, async (request, response) => {
    const it = signedIn(response);
    const now = clock.now();
    const asked = askedIn(request.query);
    const errors = errorsIn(asked);
    const accounts = await store.staff.accounts(it.centre.id, now);
    const from = dayTyped(asked.from);
    const until = dayTyped(asked.until)?.plus({ days: 1 });
    const kind = KINDS.find(({ id }) => id === asked.kind);
    const filter = {
      centreId: it.centre.id,
      from,
      until,
      actions: kind?.actions,
      staffId: idOf(asked.person),
      reference: asked.reference === '' ? undefined : asked.reference,
    };
    const found =
      errors.length > 0
        ? { rows: [], more: false }
        : await store.reads.audit.page(filter, { offset: (asked.page - 1) * A_PAGE, limit: A_PAGE });
    const mentioned = found.rows.flatMap(({ actor, detail }) => [actor.id, String(detail['staffId'] ?? '')]);
    const names = await store.staff.names([...new Set(mentioned)]);
    response
      .status(errors.length > 0 ? 422 : 200)
      .type('html')
      .send(auditPage({ signedIn: it, asked, errors, accounts, names, now, ...found }));
  });
  return router;
}

function askedIn(query: unknown): Asked {
  const page = Number(textOf(query, 'page'));
  return {
    from: textOf(query, 'from'),
    until: textOf(query, 'until'),
    kind: textOf(query, 'kind'),
    person: textOf(query, 'person'),
    reference: textOf(query, 'reference').normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '').slice(0, 20),
    page: Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1,
  };
}

function errorsIn({ from, until }: Asked): FieldError[] {
  const [first, last] = [dayTyped(from), dayTyped(until)];
  if (from !== '' && first === undefined) return [{ field: 'from', message: words.errors.from }];
  if (until !== '' && last === undefined) return [{ field: 'until', message: words.errors.until }];
  return first && last && last < first ? [{ field: 'until', message: words.errors.order }] : [];
}
