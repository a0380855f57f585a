import { isTemplate, whyLeftOut } from '#office/reminder-runs.ts';
import { type Html, html } from '#pages/html.ts';
import type { Remindable } from '#store/reading/remindable.ts';
import { badge } from '../shell/components.ts';
import { remindersWords as words } from '../words/reminders.ts';

export const templateInWords = (template: string): string => (isTemplate(template) ? words.templates[template].label : template);

export type How = 'chat' | 'ring' | NonNullable<ReturnType<typeof whyLeftOut>>;

/** What becomes of somebody who was picked, as `office/reminder-runs.ts` judges it: told in the chat, to be rung, or left out. */
export const howReminded = (it: Pick<Remindable, 'reach' | 'dayClosed' | 'hasDetails'>, template: string): How =>
  whyLeftOut(template, it) ?? (it.reach?.reachable ? 'chat' : 'ring');

export function howReached({ reach, dayClosed }: Pick<Remindable, 'reach' | 'dayClosed'>): Html {
  if (dayClosed) return badge(words.closedDay, 'warn');
  if (reach?.reachable) return badge(words.reach.chat, 'good');
  return html`
    <span>${badge(words.reach.ring, 'bad')} <span class="quiet">${reach ? words.reach.blocked : words.reach['no-chat']}</span></span>
  `;
}
