import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Unmarked } from '#store/reading/sessions.ts';
import { clientName, officeName, serviceName } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { card, table, time } from '../shell/components.ts';
import { linkButton } from '../shell/form.ts';
import { spanInWords } from '../words/moments.ts';
import { todayWords } from '../words/today.ts';

const words = todayWords.unmarked;

/** So far back is looked; and so many are shown. */
export const UNMARKED_DAYS = 14;
export const UNMARKED_SHOWN = 50;

/** Sessions that are over and of which nobody has noted what became: the statistics are true once there are none. */
export function unmarkedCard(of: { signedIn: SignedIn; now: DateTime; unmarked: readonly Unmarked[] }): Html | false {
  const { signedIn, now, unmarked } = of;
  const { centre } = signedIn;
  if (unmarked.length === 0) return false;
  const most = unmarked.length < UNMARKED_SHOWN ? '' : words.most(UNMARKED_SHOWN);
  return card({
    title: words.title,
    id: 'unmarked',
    main: [
      html`<p class="hint">${`${words.lead(UNMARKED_DAYS)}${most}`}</p>`,
      table({
        caption: words.title,
        rows: unmarked,
        rowId: ({ booking }) => `u-${booking.id}`,
        columns: [
          { head: words.columns.when, cell: ({ booking }) => booking.startsAt && time(booking.startsAt, booking.endsAt, now) },
          { head: words.columns.who, cell: ({ client }) => clientName(client) },
          {
            head: words.columns.what,
            cell: ({ booking }) =>
              [centre.offices.length > 1 && officeName(centre, booking.officeId), serviceName(centre, booking.serviceId)]
                .filter((it) => it !== false)
                .join('・'),
          },
          {
            head: words.columns.act,
            kind: 'act',
            cell: ({ booking, client }) => open(signedIn, booking, clientName(client), now),
          },
        ],
      }),
    ],
  });
}

const open = ({ centre }: SignedIn, { id, startsAt }: Unmarked['booking'], name: string, now: DateTime): Html =>
  linkButton({
    label: words.open,
    href: `/console/${centre.id}/bookings/${id}`,
    small: true,
    spoken: words.openOf(startsAt ? spanInWords(startsAt, undefined, now) : '', name),
  });
