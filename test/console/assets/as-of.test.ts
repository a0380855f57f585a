import { expect, test } from 'vitest';
import { isNews } from '#console/assets/as-of.ts';

test.each([
  ['one change more', 'a.10', 'a.9', true],
  ['what the page shows', 'a.9', 'a.9', false],
  ['what the page shows more than', 'a.9', 'a.10', false],
  ['another beginning', 'b.0', 'a.9', true],
  ['nothing, from a process that does not listen', '', 'a.9', true],
  ['anything, by a page from such a process', 'a.9', '', true],
])('%s, heard, is news or not', (_, heard, known, news) => {
  expect(isNews(heard, known)).toBe(news);
});
