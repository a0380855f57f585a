import { isTemplate } from '#office/reminder-runs.ts';
import { type Html, html } from '#pages/html.ts';
import type { Remindable } from '#store/reading/remindable.ts';
import { badge } from '../shell/components.ts';
import { remindersWords as words } from '../words/reminders.ts';

export const templateInWords = (template: string): string => (isTemplate(template) ? words.templates[template].label : template);

/** Whether the chat reaches them, or somebody has to ring. */
export const isReached = ({ reach }: Pick<Remindable, 'reach'>): boolean => reach?.reachable ?? false;

export function howReached({ reach }: Pick<Remindable, 'reach'>): Html {
  if (reach?.reachable) return badge(words.reach.chat, 'good');
  return html`
    <span>${badge(words.reach.ring, 'bad')} <span class="quiet">${reach ? words.reach.blocked : words.reach['no-chat']}</span></span>
  `;
}
