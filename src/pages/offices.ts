import type { Centre, Office } from '#policy/centre.ts';
import { inLanguage, type Language } from '#policy/language.ts';
import { extensionInWords, phoneHoursInWords, phoneInWords, telUri } from '#policy/phone.ts';
import { catalogueIn } from './catalogue/catalogue.ts';
import { type Html, html } from './html.ts';

/** The offices with their phones, and the way for people who cannot use one. */
export function officesSection(centre: Pick<Centre, 'offices'>, language: Language): Html {
  const { offices: say } = catalogueIn(language);
  return html`
    <section aria-labelledby="offices">
      <h2 id="offices">${say.title}</h2>
      ${centre.offices.map((office) => officeCard(office, language))}
      <p>${say.noPhone}</p>
    </section>
  `;
}

function officeCard(office: Office, language: Language): Html {
  const phone = office.phone.value;
  const extension = extensionInWords(phone, language);
  return html`
    <div class="office">
      <h3>${inLanguage(office.name, language)}</h3>
      <p><a class="button" href=${telUri(phone)}>${phoneInWords(phone, language)}</a></p>
      ${extension !== undefined && html`<p>${extension}</p>`}
      <p class="quiet">${phoneHoursInWords(office, language)}</p>
    </div>
  `;
}
