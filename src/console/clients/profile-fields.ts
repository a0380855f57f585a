import { type Html, html } from '#pages/html.ts';
import { field } from '../shell/form.ts';
import { newWords as words } from '../words/booking-list.ts';

type Shown = { value: (name: string) => string | undefined; error: (name: string) => string | undefined };

/** The fields of a person, each with what was typed and what is wrong with it. */
export function profileFields({ value, error }: Shown): Html {
  const of = (name: string) => ({ name, value: value(name), error: error(name) });
  return html`
    <div class="profile-fields">
      ${field({ ...of('name'), label: words.name, required: true })}
      ${field({ ...of('number'), label: words.number, hint: words.numberHint })}
      ${field({ ...of('phone'), label: words.phone, type: 'tel' })}
      ${field({ ...of('email'), label: words.email, inputmode: 'email' })}
      ${field({ ...of('topic'), label: words.topic, width: 'full' })}
      ${field({ ...of('companions'), label: words.companions, width: 'full' })}
    </div>
  `;
}
