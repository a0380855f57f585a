const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * What a person typed: without the mentions that Teams writes as `<at>…</at>`, and as plain words where the text is marked up
 * (`textFormat` `xml`). Teams puts no-break spaces beside mentions.
 */
export function plainText(text: string, textFormat: unknown): string {
  const words = text.replace(/<at\b[^>]*>[^<]*<\/at>/gi, ' ').replaceAll('&nbsp;', ' ');
  return (textFormat === 'xml' ? withoutMarkup(words) : words).replaceAll('\u00a0', ' ').trim();
}

const withoutMarkup = (text: string): string =>
  text
    .replace(/<br\s*\/?>|<\/(?:p|div|li)>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
