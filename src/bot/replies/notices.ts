import type { DateTime } from 'luxon';
import { slotWords } from './moments.ts';
import { refusal } from './notes/refusals.ts';
import { choice } from './parts.ts';
import type { Message, Reply, Row } from './reply.ts';
import { officeOf, type Scene, sceneWithout, serviceName } from './scene.ts';
import type { World } from './world.ts';

/** What we push by ourselves, with no question under it. */
export type Notice =
  /** An event could not be handled, however often it was tried: nothing is lost but the client's last words. */
  | { kind: 'wentWrong' }
  /** A request that staff had not answered when its day began: it is void. */
  | { kind: 'requestExpired'; serviceId: string; officeId: string; reference: string; startsAt: DateTime | undefined };

type RequestExpired = Extract<Notice, { kind: 'requestExpired' }>;

/** The step of buttons that belong to no question and never grow old. */
const STEPLESS = 0;

/** A push names nobody: it shows on a locked screen. */
export function composeNotice(notice: Notice, world: World): Reply {
  const scene = sceneWithout(world);
  return { step: STEPLESS, messages: [noticeCard(notice, scene)], choices: [choice('menu', scene.words.buttons.menu)] };
}

function requestRows({ serviceId, reference, startsAt }: RequestExpired, scene: Scene): Row[] {
  const { labels } = scene.words;
  const when = startsAt && slotWords(scene, { startsAt: startsAt.toISO(), endsAt: null });
  return [
    ...(when ? [{ label: labels.when, value: when }] : []),
    { label: labels.service, value: serviceName(scene, serviceId) },
    { label: labels.reference, value: reference },
  ];
}

function noticeCard(notice: Notice, scene: Scene): Message {
  if (notice.kind === 'wentWrong') return { kind: 'text', text: scene.words.notices.wentWrong };
  const { title, text, todo } = scene.words.notices.requestExpired;
  const office = officeOf(scene, notice.officeId);
  return refusal(scene, { title, rows: requestRows(notice, scene), reasons: [text, todo], office });
}
