import type { Page, Route } from 'playwright-core';

/**
 * What is done with the page's first request to that address; those after it go on. Not by `times` of Playwright's own: with the last of
 * them it stops intercepting, and what was held at that instant, a font perhaps, never comes.
 */
export async function onFirstRequest(page: Page, url: Parameters<Page['route']>[0], act: (route: Route) => Promise<void>) {
  let first = true;
  await page.route(url, (route) => {
    if (!first) return route.continue();
    first = false;
    return act(route);
  });
}
