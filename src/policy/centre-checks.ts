import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Centre, Service, Terms } from './centre.ts';
import { finding, founded } from './centre-findings.ts';
import type { Path } from './centre-keys.ts';
import type { Finding } from './centre-problems.ts';
import { findingsOfMoments } from './centre-time-checks.ts';
import { minutesOf, startMinutes } from './slots.ts';

/** What a schema cannot see: how the parts of a centre file belong together. */
export function findingsOfCentre(centre: Centre, idOfFile: string): Finding[] {
  return [
    ...(centre.id === idOfFile ? [] : [finding(['id'], `the file's own name, ${idOfFile}`, centre.id)]),
    ...repeated(['offices'], centre.offices),
    ...repeated(['terms'], centre.terms),
    ...repeated(['services'], centre.services),
    ...unused(centre),
    ...centre.terms.flatMap((terms, at) => findingsOfTerms(terms, ['terms', at])),
    ...centre.services.flatMap((service, at) => findingsOfService(service, centre, ['services', at])),
    ...centre.closures.flatMap(({ day }, at) => realDay(['closures', at, 'day'], day)),
  ];
}

function findingsOfTerms(terms: Terms, path: Path): Finding[] {
  const chatLines = terms.summary.filter(({ inChat }) => inChat).length;
  return [
    ...(chatLines > 0 ? [] : [finding([...path, 'summary'], 'at least one line with in-chat: true', 'none')]),
    ...unknownConsentSource(terms, path),
    ...terms.dated.flatMap((day, at) => realDay([...path, 'dated', at], day)),
    ...(isAscending(terms.dated) ? [] : [finding([...path, 'dated'], 'the newest day last, none twice', terms.dated.join(', '))]),
    ...terms.notices.flatMap((notice, at) => founded(notice.article, notice.sample, [...path, 'notices', at], 'article')),
  ];
}

/** As with every article that a refusal quotes: the client must be able to read it. */
function unknownConsentSource({ id, consentSource: source, summary }: Terms, path: Path): Finding[] {
  const known = summary.some(({ article }) => articleNumber(article) === articleNumber(source ?? ''));
  return source === undefined || source === 'preamble' || known
    ? []
    : [finding([...path, 'consentSource'], `preamble, or an article that the summary of terms ${id} has`, source)];
}

function findingsOfService(service: Service, centre: Centre, path: Path): Finding[] {
  const terms = centre.terms.find(({ id }) => id === service.terms);
  if (!terms) {
    return [
      finding([...path, 'terms'], `the id of one of the terms (${centre.terms.map(({ id }) => id).join(', ')})`, service.terms),
    ];
  }
  return [
    ...findingsOfTimes(service, path),
    ...findingsOfAsking(service, path),
    ...findingsOfQuestions(service, path),
    ...findingsOfRules(service, path),
    ...findingsOfProvider(service, path),
    ...findingsOfMoments(service, centre, path),
    ...statements(service, path),
    ...unknownArticles(service, terms, path),
  ];
}

function findingsOfTimes(service: Service, path: Path): Finding[] {
  const times = service.bookableTimes.value;
  const at = [...path, 'bookableTimes', 'value'];
  const starts = startMinutes(service);
  const last = starts.at(-1);
  if (last === undefined) {
    return [
      finding([...at, 'window'], `a window of at least the ${service.lengthMinutes.value} minutes of a session`, 'a shorter one'),
    ];
  }
  return [
    ...('starts' in times && !isAscending(times.starts.map(minutesOf))
      ? [finding([...at, 'starts'], 'the earliest time first, none twice', times.starts.join(', '))]
      : []),
    ...(last + service.lengthMinutes.value > 24 * 60
      ? [finding(at, 'every session to end on its own day', 'one that runs past 24:00')]
      : []),
  ];
}

function findingsOfAsking(service: Service, path: Path): Finding[] {
  const fields = service.ask.map(({ field }) => field);
  const byMail = service.meeting.details.some(({ way }) => way === 'e-mail') && !fields.includes('email');
  return [
    ...(fields[0] === 'name'
      ? []
      : [finding([...path, 'ask', 0, 'field'], 'the name to be asked first', fields[0] ?? 'nothing')]),
    ...fields.flatMap((field, at) =>
      fields.indexOf(field) === at ? [] : [finding([...path, 'ask', at, 'field'], 'each field once', `${field} again`)],
    ),
    ...(byMail
      ? [finding([...path, 'ask'], 'the e-mail to be asked, since meeting.details goes by e-mail', 'no field email')]
      : []),
    ...service.ask.flatMap((field, at) => founded(field.source, field.sample, [...path, 'ask', at], 'source')),
  ];
}

function findingsOfQuestions(service: Service, path: Path): Finding[] {
  return [
    ...repeated([...path, 'eligibility'], service.eligibility),
    ...service.eligibility.flatMap(({ answers }, at) => {
      const here = [...path, 'eligibility', at, 'answers'];
      const someoneMay = answers.some(({ eligible }) => eligible);
      return [
        ...repeated(here, answers),
        ...(someoneMay ? [] : [finding(here, 'at least one answer with eligible: true', 'none')]),
      ];
    }),
  ];
}

function findingsOfRules(service: Service, path: Path): Finding[] {
  const rule = service.presumedCancellation;
  const ahead = service.bookUntilDaysBefore.value;
  return [
    // Taking somebody's booking away needs the terms behind it: never a sample.
    ...(rule && (rule.source === undefined || rule.source.startsWith('page:'))
      ? [finding([...path, 'presumedCancellation', 'source'], 'an article: only the terms can presume a cancellation', 'none')]
      : []),
    ...(ahead < service.horizonDays.value
      ? []
      : [
          finding(
            [...path, 'horizonDays', 'value'],
            `more than the ${ahead} days of book-until-days-before`,
            service.horizonDays.value,
          ),
        ]),
  ];
}

/** What each provider makes meetings of. */
const APPS = { zoom: 'Zoom', teams: 'Microsoft Teams' } as const;

function findingsOfProvider({ meeting: { app, provider } }: Service, path: Path): Finding[] {
  return provider === undefined || APPS[provider.kind] === app
    ? []
    : [finding([...path, 'meeting', 'provider', 'kind'], `a provider of ${app}, the app of this service`, provider.kind)];
}

function statements(service: Service, path: Path): Finding[] {
  const {
    meeting: { joining, trouble },
    notAttended,
    noReply,
    directedTimes,
  } = service;
  const check = (list: Service['preparation'], at: Path): Finding[] =>
    list.flatMap((line, index) => founded(line.article, line.sample, [...at, index], 'article'));
  const single = (line: Service['notAttended'], at: Path): Finding[] =>
    line ? founded(line.article, line.sample, at, 'article') : [];
  return [
    ...check(service.preparation, [...path, 'preparation']),
    ...check(service.reminderLines, [...path, 'reminderLines']),
    ...single(notAttended, [...path, 'notAttended']),
    ...single(noReply, [...path, 'noReply']),
    ...single(directedTimes, [...path, 'directedTimes']),
    ...check(joining, [...path, 'meeting', 'joining']),
    ...check(trouble, [...path, 'meeting', 'trouble']),
  ];
}

/** An article that a refusal may quote must be one that the client can read: it stands in the summary of the terms. */
function unknownArticles(service: Service, terms: Terms, path: Path): Finding[] {
  const known = new Set(terms.summary.map(({ article }) => articleNumber(article)));
  return sourcesIn(service, path)
    .filter(({ source }) => !source.startsWith('page:') && !known.has(articleNumber(source)))
    .map(({ source, path: at }) => finding(at, `an article that the summary of terms ${terms.id} has`, source));
}

function sourcesIn(value: unknown, path: Path): { source: string; path: Path }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    const isSource = (key === 'source' || key === 'article') && typeof inner === 'string';
    return isSource ? [{ source: inner, path: at }] : sourcesIn(inner, at);
  });
}

function unused(centre: Centre): Finding[] {
  return centre.terms.flatMap(({ id }, at) =>
    centre.services.some(({ terms }) => terms === id)
      ? []
      : [finding(['terms', at, 'id'], 'terms that a service uses', `${id}, which none does`)],
  );
}

function repeated(path: Path, list: readonly { id: string }[]): Finding[] {
  const ids = list.map(({ id }) => id);
  return ids.flatMap((id, at) =>
    ids.indexOf(id) === at ? [] : [finding([...path, at, 'id'], 'an id of its own', `${id} again`)],
  );
}

function realDay(path: Path, day: string): Finding[] {
  return DateTime.fromISO(day, { zone: ZONE }).isValid ? [] : [finding(path, 'a day of the calendar', day)];
}

const articleNumber = (article: string): string => article.replace(/\(.*$/, '');
const isAscending = <T extends string | number>(list: readonly T[]): boolean =>
  list.every((value, at) => at === 0 || (list[at - 1] ?? value) < value);
