import { z } from 'zod';
import { article, clockTime, founded, from, isoDay, localized, page, slug, sourced, span, statement } from './centre-values.ts';

/**
 * The shape of a centre file (`centres/<id>.yaml`): policy as data. Keys are kebab-case in YAML and camelCase here
 * (`centre-file.ts` turns one into the other). No rule of a centre stands in code.
 */

/** Fixed start times, or every start that fits wholly inside a window. Business days only, Asia/Tokyo. */
const bookableTimes = z.union([
  z.strictObject({ starts: z.array(clockTime).min(1) }),
  z.strictObject({ window: span, everyMinutes: z.number().int().min(5).max(240) }),
]);

const phone = z.strictObject({
  number: z.string().regex(/^0\d{1,4}-\d{1,4}-\d{3,4}$/, 'a phone number such as 0138-88-1318'),
  /** Dialled after the call is answered, digits and # or *: "41#". */
  extension: z
    .string()
    .regex(/^[\d#*]+$/)
    .optional(),
});

const office = z.strictObject({
  id: slug,
  name: localized,
  phone: sourced(phone),
  phoneHours: sourced(span),
  mail: sourced(z.email()).optional(),
});

const terms = z.strictObject({
  id: slug,
  title: localized,
  /** The document's own dates, the newest last; empty where the document has none. */
  dated: z.array(isoDay),
  /** How articles are written: 第6条(6) (`article`), 7(2) (`section`) or 第12条第2項 (`paragraph`). */
  numbering: z.enum(['article', 'section', 'paragraph']),
  /** Our own short summary, one line an article; those marked `inChat` are shown before consent, the rest on the terms page. */
  summary: z.array(z.strictObject({ article, text: localized, inChat: z.boolean().default(false) })).min(1),
  /** Where the document asks for consent: an article, or the sentences before the first. */
  consentSource: z.union([article, z.literal('preamble')]).optional(),
  /** Told before consent, besides the summary. */
  notices: z.array(statement).default([]),
  /** The meeting app's own terms, agreed separately. */
  meetingApp: sourced(z.strictObject({ name: z.string().min(1), termsUrl: z.url() })).optional(),
  court: z.strictObject({ article, name: localized }).optional(),
  /** How the document says that it may be changed; absent where it is silent. */
  changes: z
    .strictObject({
      article,
      /** What allows a change without the clients' consent, by its number in the article. */
      grounds: z.array(z.strictObject({ id: z.enum(['1', '2']), text: localized })).default([]),
      /** It may change without being announced: a new text may take effect on the day it is published. */
      withoutNotice: z.boolean().default(false),
    })
    .optional(),
});

const eligibilityQuestion = z.strictObject({
  id: slug,
  article,
  question: localized,
  answers: z
    .array(
      z.strictObject({
        id: slug,
        label: localized,
        eligible: z.boolean(),
        /** What follows from this answer. */ note: localized.optional(),
        /** What the note goes by, where that is not the article of the question. */
        article: z.union([article, page]).optional(),
      }),
    )
    .min(2)
    .max(4),
});

/** What the centre asks for, in its order. The name always comes first. */
const askedField = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('name'), ...from }),
  /** `noneYet`: "I have no number yet" is an answer. */
  z.strictObject({ field: z.literal('job-seeker-number'), noneYet: z.boolean().default(false), ...from }),
  z.strictObject({ field: z.literal('email'), purpose: localized.optional(), ...from }),
  z.strictObject({ field: z.literal('phone'), purpose: localized.optional(), ...from }),
  z.strictObject({ field: z.literal('topic'), ...from }),
  z.strictObject({ field: z.literal('companions'), detail: z.enum(['who', 'affiliation-and-name']), ...from }),
]);

/** When the reminders of a service go out, by the clock of Asia/Tokyo. */
const reminders = z.strictObject({
  /** On the day before; where cancelling is by phone only, always, on the business day before, while somebody answers. */
  dayBefore: sourced(clockTime),
  /** On the morning of the day. */
  morning: sourced(clockTime),
});

const service = z.strictObject({
  id: slug,
  name: localized,
  terms: slug,
  /** `designated`: only people whom the office directs (certification); the chat gives the phone number. */
  access: sourced(z.enum(['anyone', 'designated'])),
  confirmation: sourced(z.enum(['at-once', 'by-staff'])),
  lengthMinutes: sourced(z.number().int().min(5).max(240)),
  bookableTimes: sourced(bookableTimes),
  capacity: sourced(z.number().int().min(1).max(1000)),
  /** How many days ahead, today included, the calendar is published. */
  horizonDays: sourced(z.number().int().min(1).max(366)),
  /** The last moment to book: 24:00 at the end of the Nth calendar day before the session (1 = the day before). */
  bookUntilDaysBefore: sourced(z.number().int().min(0).max(31)),
  /** Other times may be asked for: a request that staff answer. */
  otherTimes: sourced(z.boolean()),
  /** Business days after which a client without an answer should ring. */
  answerWithinBusinessDays: sourced(z.number().int().min(1).max(30)),
  openBookings: sourced(z.number().int().min(1).max(5)),
  cancellation: z.strictObject({
    /** Chat cancels until 24:00 at the end of the Nth calendar day before; afterwards by phone only. `never`: by phone only, always. */
    chatUntilDaysBefore: sourced(z.union([z.number().int().min(1).max(31), z.literal('never')])),
  }),
  /** Absent where the terms have no presumed cancellation. */
  presumedCancellation: sourced(z.strictObject({ minutesAfterStart: z.number().int().min(1).max(120) })).optional(),
  reminders,
  /** Said with every reminder, besides the preparation list: what is due before the session. */
  reminderLines: z.array(statement).default([]),
  /** From when the office waits in the meeting; absent where the documents do not say. */
  roomOpens: sourced(z.strictObject({ minutesBefore: z.number().int().min(1).max(120) })).optional(),
  /** Not connected by then: the session is held by phone. Absent where the documents have no such rule. */
  notConnected: sourced(z.strictObject({ minutesAfter: z.number().int().min(1).max(120) })).optional(),
  /** Told to a client whom staff mark as not having come. */
  notAttended: statement.optional(),
  /** What becomes of a request whose offered times nobody picks. */
  noReply: statement.optional(),
  /** Where access is `designated`: how many open days before the briefing everything must be ready. */
  prepareOpenDaysBefore: sourced(z.number().int().min(1).max(10)).optional(),
  /** What becomes of a booking outside the times that the office directs (where access is `designated`). */
  directedTimes: statement.optional(),
  eligibility: z.array(eligibilityQuestion),
  ask: z.array(askedField).min(1),
  /** `onRecording` marks what the terms say about recording a session: it is repeated where the client asks what is recorded. */
  preparation: z.array(statement.extend({ onRecording: z.literal(true).optional() })).min(1),
  meeting: z.strictObject({
    app: z.enum(['Zoom', 'Microsoft Teams']),
    /** Who makes the meetings; absent where staff make them and enter the details. `host`: in whose name, an e-mail address or id there. */
    provider: z.strictObject({ kind: z.enum(['zoom', 'teams']), host: z.string().min(1).max(254) }).optional(),
    /** How ID, passcode or URL reach the client; each way has a source of its own. */
    details: z.array(founded(z.strictObject({ way: z.enum(['chat', 'my-page', 'e-mail']), ...from }))).min(1),
    /** How to join, one step a line. */
    joining: z.array(statement).min(1),
    /** What if it does not connect. */
    trouble: z.array(statement).min(1),
    /** It does not connect: the office rings the client. Absent where the documents do not say so. */
    officeRings: sourced(z.literal(true)).optional(),
  }),
});

export const centreSchema = z.strictObject({
  id: slug,
  name: localized,
  /** Where clients write to the centre. */
  channels: z
    .array(z.enum(['line', 'teams']))
    .min(1)
    .refine((channels) => new Set(channels).size === channels.length, 'each channel once'),
  /** The Microsoft 365 organisation that the centre's Teams clients are in; needed where several centres are on Teams. */
  teamsTenant: z.uuid().optional(),
  profileEntry: z.enum(['chat', 'form']),
  /** Why profiles are entered there, and who decides it; the documents never say. */
  profileEntrySample: z.string().min(1).optional(),
  offices: z.array(office).min(1),
  terms: z.array(terms).min(1),
  services: z.array(service).min(1),
  /** Days on which the centre is closed besides weekends, holidays and the year's end. */
  closures: z.array(z.strictObject({ day: isoDay, reason: localized.optional() })).default([]),
});

export type Centre = z.infer<typeof centreSchema>;
export type Office = z.infer<typeof office>;
export type Service = z.infer<typeof service>;
export type ProviderKind = NonNullable<Service['meeting']['provider']>['kind'];
export type Terms = z.infer<typeof terms>;
export type AskedField = z.infer<typeof askedField>;
export type FieldName = AskedField['field'];

/** Whether of companions both affiliation and name are asked for (S4 5(1)). */
export const asksAffiliation = (asked: AskedField | undefined): boolean =>
  asked?.field === 'companions' && asked.detail === 'affiliation-and-name';
export type EligibilityQuestion = z.infer<typeof eligibilityQuestion>;
/** A value with its article, its page, or the mark of a sample. */
export type Sourced<T> = { value: T; source?: string | undefined; sample?: string | undefined };
