import type { Parts } from '#bot/parts.ts';
import { languageNamed } from '#bot/profile-language.ts';
import { composeNotice } from '#bot/replies/compose.ts';
import type { Button, Message } from '#bot/replies/reply.ts';
import { noticeOf } from '#office/reminder-runs.ts';
import type { Centre } from '#policy/centre.ts';
import type { Language } from '#policy/language.ts';
import type { Remindable } from '#store/reading/remindable.ts';

export type PreviewText = { language: Language; lines: string[] };

/** The very notice that would be sent now, as text. */
export function previewText(
  { clock, publicUrl }: Pick<Parts, 'clock' | 'publicUrl'>,
  centre: Centre,
  { booking, reach, detailsReady }: Remindable,
  { template, extra }: { template: string; extra: string | undefined },
): PreviewText {
  const language = languageNamed(reach?.language);
  const notice = noticeOf({ booking, template, extra, detailsReady });
  const { messages, choices } = composeNotice(notice, { centre, language, now: clock.now(), publicUrl });
  return { language, lines: [...messages.flatMap(linesOf), buttonsIn(choices)].filter((line) => line !== '') };
}

function linesOf(message: Message): string[] {
  if (message.kind === 'text') return [message.text];
  const { title, lead, rows, body, buttons } = message;
  return [title, lead ?? '', ...rows.map(({ label, value }) => `${label}：${value}`), ...body, buttonsIn(buttons)];
}

const buttonsIn = (buttons: readonly Button[]): string => buttons.map(({ label }) => `［${label}］`).join(' ');
