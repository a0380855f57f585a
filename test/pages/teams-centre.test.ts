import { expect, onTestFinished, test } from 'vitest';
import { type Catalogue, catalogueIn } from '#pages/catalogue/catalogue.ts';
import { LANGUAGES } from '#policy/language.ts';
import { FILLED_IN, seedCentres, serve, TOKEN } from './serving.ts';

const FORM = `/forms/${TOKEN}`;
/** Words of LINE; オンライン is none. */
const OF_LINE = /トーク|LINE|友だち/;

/** The pages of a centre that is on Teams only, with an open form of a client there. */
async function onTeams() {
  const centre = [...seedCentres().values()].find(({ channels }) => !channels.includes('line'));
  if (!centre) throw new Error('no centre of the repository is on Teams only');
  const pages = await serve(centre.id, seedCentres(), 'teams');
  onTestFinished(() => pages.stop());
  return { id: centre.id, pages };
}

test.each(LANGUAGES)('no page of a centre on Teams has words of LINE (%s)', async (lang) => {
  const { id, pages } = await onTeams();
  const query = `?lang=${lang}`;
  const form = { ...FILLED_IN, phone: '090-1234-5678' };
  const answers = [
    await pages.get(`/terms/${id}${query}`),
    await pages.get(`/terms/nowhere${query}`),
    await pages.get(`${FORM}${query}`),
    await pages.submit({ ...form, name: '' }, query),
    await pages.submit({ ...form, name: 'あ'.repeat(70_000) }, query),
    await pages.submit(form, query),
    await pages.submit(form, query),
    await pages.get(`/forms/another${query}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 422, 413, 200, 200, 410]);
  for (const answer of answers) expect(await answer.text()).not.toMatch(OF_LINE);
});

test.each(LANGUAGES)('where a page names the app, it is the client’s own (%s)', (language) => {
  const { form, sent, alreadySent } = catalogueIn(language);
  for (const app of ['LINE', 'Teams']) {
    const named = [form.lead(app), form.personalData.lines(app).join(), sent(app).text.join(), alreadySent(app).text.join()];
    for (const words of named) expect(words).toContain(app);
  }
});

test.each(LANGUAGES)(
  'the page that confirms an address says nothing of LINE, nor of an ID where a URL is sent (%s)',
  (language) => {
    const { text, confirmed, gone }: Catalogue['address'] = catalogueIn(language).address;
    const words = [...text, ...confirmed.text, ...gone.text].join('\n');
    expect(words).not.toMatch(OF_LINE);
    expect(words).not.toMatch(/\bID|パスコード|passcode/);
  },
);
