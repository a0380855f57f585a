import express, { type Request, type Response } from 'express';
import type { Clock } from '#clock.ts';
import type { Centre } from '#policy/centre.ts';
import { inLanguage } from '#policy/language.ts';
import type { AddressLink, addressesOver } from '#store/writing/addresses.ts';
import { catalogueIn } from './catalogue/catalogue.ts';
import { neverStored, pageHeaders } from './headers.ts';
import { html } from './html.ts';
import { languageOf } from './language.ts';
import { messagePage } from './message-page.ts';
import { renderPage } from './page.ts';

export type AddressesOf = {
  centres: ReadonlyMap<string, Centre>;
  addresses: ReturnType<typeof addressesOver>;
  clock: Clock;
  /** The address is confirmed: details that waited for it can go. */
  onAddressConfirmed: (link: AddressLink) => Promise<void>;
};

type AddressRequest = Request<{ token: string }>;
const LONGEST_TOKEN = 200;

/**
 * The page behind the link that confirms an e-mail address. Opening it changes nothing: programs that look into mails open links, too.
 * Only the press of the button confirms.
 */
export function addresses({ centres, addresses: store, clock, onAddressConfirmed }: AddressesOf): express.Router {
  const router = express.Router();
  const gone = (req: AddressRequest, res: Response): void =>
    void res
      .status(410)
      .send(messagePage({ language: languageOf(req), tone: 'care', message: (it) => catalogueIn(it).address.gone }));

  router.use('/addresses', ...pageHeaders, neverStored);
  router.get('/addresses/:token', async (req: AddressRequest, res) => {
    const link = req.params.token.length <= LONGEST_TOKEN ? await store.open(req.params.token, clock.now()) : undefined;
    const centre = link && centres.get(link.centreId);
    if (!centre) return gone(req, res);
    res.send(confirmPage(req, centre));
  });
  router.post('/addresses/:token', async (req: AddressRequest, res) => {
    const link = req.params.token.length <= LONGEST_TOKEN ? await store.confirm(req.params.token, clock.now()) : undefined;
    const centre = link && centres.get(link.centreId);
    if (!link || !centre) return gone(req, res);
    // At a second press, too: the first may have been cut off before what waited was sent, and sending is made once anyway.
    await onAddressConfirmed(link);
    const language = languageOf(req);
    const name = inLanguage(centre.name, language);
    res.send(messagePage({ language, centre: name, tone: 'good', message: (it) => catalogueIn(it).address.confirmed }));
  });
  return router;
}

function confirmPage(req: AddressRequest, centre: Centre): string {
  const language = languageOf(req);
  const { title, text, confirm } = catalogueIn(language).address;
  return renderPage({
    language,
    title,
    centre: inLanguage(centre.name, language),
    main: html`
      <main>
        <h1>${title}</h1>
        ${text.map((line) => html`<p>${line}</p>`)}
        <form method="post"><button type="submit">${confirm}</button></form>
      </main>
    `,
  });
}
