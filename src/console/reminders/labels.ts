import { isTemplate } from '#office/reminder-runs.ts';
import { type Html, html } from '#pages/html.ts';
import type { Remindable } from '#store/reading/remindable.ts';
import { badge } from '../shell/components.ts';
import { remindersWords as words } from '../words/reminders.ts';

export const templateInWords = (template: string): string => (isTemplate(template) ? words.templates[template].label : template);

/** Reminded by hand, as `office/reminder-runs.ts` judges it: not of a session on a closed day. */
export const isReminded = (it: Pick<Remindable, 'reach' | 'dayClosed'>): boolean => isReached(it) && !it.dayClosed;

/** Whether the chat reaches them, or somebody has to ring. */
export const isReached = ({ reach }: Pick<Remindable, 'reach'>): boolean => reach?.reachable ?? false;

export function howReached({ reach, dayClosed }: Pick<Remindable, 'reach' | 'dayClosed'>): Html {
  if (dayClosed) return badge(words.closedDay, 'warn');
  if (reach?.reachable) return badge(words.reach.chat, 'good');
  return html`
    <span>${badge(words.reach.ring, 'bad')} <span class="quiet">${reach ? words.reach.blocked : words.reach['no-chat']}</span></span>
  `;
}
