import { documentOf, type Html, html } from '#pages/html.ts';

/** htmx without evaluation of strings and without styles of its own, so that the policy can stay strict. */
const HTMX = JSON.stringify({
  allowEval: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollIntoViewOnBoost: false,
  selfRequestsOnly: true,
});

/** Anything between the head and the last tag; pages behind the sign-in come through `layout.ts`. */
export function consoleDocument({ tab, body, again }: { tab: string; body: Html; again?: string | undefined }): string {
  return documentOf(html`
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="htmx-config" content=${HTMX} />
        ${again !== undefined && html`<meta http-equiv="refresh" content=${`0; url=${again}`} />`}
        <title>${tab}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/console/assets/console.css" />
        <link rel="stylesheet" href="/assets/fonts/400.css" />
        <link rel="stylesheet" href="/assets/fonts/700.css" />
        <script src="/console/assets/console.js" defer></script>
      </head>
      ${body}
    </html>
  `);
}
