import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { type Html, html } from '#pages/html.ts';
import type { ClosureLeft } from '#store/reading/closures.ts';
import type { Review } from '#store/reading/tasks.ts';
import { clientName, officeName } from '../bookings/labels.ts';
import { addresses } from '../calendar/place.ts';
import type { SignedIn } from '../console.ts';
import { linkButton } from '../shell/form.ts';
import { closureWords } from '../words/closures.ts';
import { dayInWords } from '../words/moments.ts';
import { taskWords as words } from '../words/tasks.ts';

/** What is to be done because of how things stand: nobody raised it, and nobody ticks it off. */

type Of = { signedIn: SignedIn; now: DateTime };

/** Those of today are for people who want to come in a moment. */
export const detailsMissing = (missing: { day: DateTime; count: number }, { signedIn, now }: Of): Html => html`
  <li class=${missing.day.hasSame(now, 'day') ? 'task task-urgent' : 'task'}>
    <div class="task-text"><p class="task-title">${words.detailsMissing(dayInWords(missing.day, now), missing.count)}</p></div>
    <div class="task-acts">
      ${linkButton({
        label: words.showDay(dayInWords(missing.day, now)),
        href: `/console/${signedIn.centre.id}/today?day=${missing.day.toFormat('yyyy-MM-dd')}#sessions`,
        small: true,
      })}
    </div>
  </li>
`;

export function closedDaysEntry({ id, officeId, fromDay, toDay, reason, bookings }: ClosureLeft, { signedIn, now }: Of): Html {
  const { centre } = signedIn;
  const inWords = (day: string): string => dayInWords(DateTime.fromISO(day, { zone: ZONE }), now);
  const title = words.closedDays(closureWords.range(inWords(fromDay), inWords(toDay)), bookings);
  return html`
    <li class="task task-urgent">
      <div class="task-text">
        <p class="task-title">${title}</p>
        <p class="task-facts">
          ${officeId !== undefined && centre.offices.length > 1 && html`<span class="fact">${officeName(centre, officeId)}</span>`}
          <span class="fact">${words.closedReason(reason)}</span>
        </p>
      </div>
      <div class="task-acts">
        ${linkButton({ label: words.closedOpen, href: addresses.closure(centre, id), small: true, spoken: `${words.closedOpen}：${title}` })}
      </div>
    </li>
  `;
}

export const reviewEntry = ({ client, clientId, reviewOn }: Review, { signedIn, now }: Of): Html => html`
  <li class="task">
    <div class="task-text">
      <p class="task-title">${words.review}</p>
      <p class="task-facts">
        <span class="fact"><strong>${clientName(client)}</strong></span>
        <span class="fact">${words.reviewOn(dayInWords(reviewOn, now))}</span>
      </p>
    </div>
    <div class="task-acts">
      ${linkButton({
        label: words.openClient,
        href: `/console/${signedIn.centre.id}/clients/${clientId}`,
        small: true,
        spoken: `${words.openClient}：${words.review}（${clientName(client)}）`,
      })}
    </div>
  </li>
`;
