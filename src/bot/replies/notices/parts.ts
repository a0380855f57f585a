import type { DateTime } from 'luxon';
import { slotWords } from '../moments.ts';
import type { Notice } from '../notice.ts';
import { card, choice } from '../parts.ts';
import type { Button, Message, Row } from '../reply.ts';
import { officeName, officeOf, type Scene, serviceName } from '../scene.ts';
import { telephone } from '../telephone.ts';

/** Small pieces that notices are made of. */

export type About = Extract<Notice, { kind: 'declined' }>['booking'];

/** One function for each kind of notice that a file is about. */
export type NoticeCards<Kind extends Notice['kind']> = {
  [K in Kind]: (notice: Extract<Notice, { kind: K }>, scene: Scene) => Message;
};

/** 11月25日(水) 10:00～10:30; undefined for a request without a time. */
export const whenOf = (
  scene: Scene,
  { startsAt, endsAt }: { startsAt: DateTime | undefined; endsAt?: DateTime | undefined },
): string | undefined => slotWords(scene, { startsAt: startsAt?.toISO() ?? null, endsAt: (startsAt && endsAt?.toISO()) ?? null });

/** When, what, where, and the number to say on the phone. */
export function aboutRows(scene: Scene, about: About): Row[] {
  const { labels } = scene.words;
  const when = whenOf(scene, about);
  return [
    ...(when === undefined ? [] : [{ label: labels.when, value: when }]),
    ...placeRows(scene, about),
    { label: labels.reference, value: about.reference },
  ];
}

/** An office that the centre file no longer has is not named. */
export function placeRows(scene: Scene, { serviceId, officeId }: { serviceId: string; officeId: string }): Row[] {
  const { labels } = scene.words;
  const office = officeOf(scene, officeId);
  return [
    { label: labels.service, value: serviceName(scene, serviceId) },
    ...(office ? [{ label: labels.office, value: officeName(scene, office) }] : []),
  ];
}

type Parts = {
  tone?: 'calm' | 'good' | 'care';
  title: string;
  lead?: string | undefined;
  rows?: Row[];
  body: (string | undefined)[];
  buttons?: Button[];
};

/** A card with the phone of its office, or of all offices where that is gone. */
export function cardWithPhone(scene: Scene, officeId: string | undefined, parts: Parts): Message {
  const phone = telephone(scene, officeOf(scene, officeId));
  return plainCard({
    ...parts,
    rows: [...(parts.rows ?? []), ...phone.rows],
    body: [...parts.body, ...phone.body],
    buttons: [...(parts.buttons ?? []), ...phone.buttons],
  });
}

export const plainCard = ({ tone = 'calm', title, lead, rows = [], body, buttons = [] }: Parts): Message =>
  card(title, {
    tone,
    ...(lead !== undefined && { lead }),
    rows,
    body: body.flatMap((line) => (line === undefined || line === '' ? [] : [line])),
    buttons,
  });

/** About one booking, with the phone. */
export const bookingCard = (scene: Scene, about: About, parts: Parts): Message =>
  cardWithPhone(scene, about.officeId, { ...parts, rows: [...aboutRows(scene, about), ...(parts.rows ?? [])] });

/** Buttons that belong to no question: they never grow old, and are judged when they are pressed. */
export const onTheDay = ({ words: { notices } }: Scene, { bookingId }: About): Button[] => [
  choice(`late:${bookingId}`, notices.buttons.late),
  choice(`cannot-connect:${bookingId}`, notices.buttons.cannotConnect),
];

export const showDetails = ({ words: { notices } }: Scene, { bookingId }: About): Button =>
  choice(`show-details:${bookingId}`, notices.buttons.showDetails, 'primary');
