import type { Parts } from '#bot/parts.ts';
import { languageNamed } from '#bot/profile-language.ts';
import { composeNotice } from '#bot/replies/compose.ts';
import { detailsOf, noticeOf } from '#office/reminder-runs.ts';
import type { Centre } from '#policy/centre.ts';
import type { Language } from '#policy/language.ts';
import type { Remindable } from '#store/reading/remindable.ts';
import { replyLines } from '../shell/reply-text.ts';

export type PreviewText = { language: Language; lines: string[] };

/** The very notice that would be sent now, as text. */
export function previewText(
  { clock, publicUrl }: Pick<Parts, 'clock' | 'publicUrl'>,
  centre: Centre,
  remindable: Remindable,
  { template, extra }: { template: string; extra: string | undefined },
): PreviewText {
  const { booking, reach } = remindable;
  const language = languageNamed(reach?.language);
  const notice = noticeOf({ booking, template, extra }, detailsOf(centre, remindable));
  return { language, lines: replyLines(composeNotice(notice, { centre, language, now: clock.now(), publicUrl })) };
}
