/**
 * Addresses as platforms take them: in the form of RFC 3986, http, https or tel, and not too long. Anything else would lose the whole
 * message.
 */

/** What RFC 3986 allows behind the host, in a path, a query or a fragment. */
const CHAR = String.raw`(?:[\w\-.~!$&'()*+,;=:@/?]|%[\da-fA-F]{2})`;
const WEB = new RegExp(String.raw`^https?://(?:\[[\da-fA-F:.]+\])?${CHAR}*(?:#${CHAR}*)?$`);
const NOT_ALLOWED = /%(?![\da-f]{2})|[^\w\-.~!$&'()*+,;=:@/?%]/gi;

/** What a browser would make of it where it is not of that form, with the signs it leaves (| [ ] { } and a bare %) encoded as well. */
export function webAddress(url: string, most: number): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed) return undefined;
  return fitting(WEB.test(url) ? url : strict(parsed), WEB, most);
}

export const telAddress = (uri: string, most: number): string | undefined =>
  fitting(uri, /^tel:(?:[\d+*,;.()A-Za-z=-]|%[\dA-Fa-f]{2})+$/, most);

function strict({ protocol, host, pathname, search, hash, username, password }: URL): string {
  // Where a name and a password stand in an address, nobody is sent there by a guess.
  if (username !== '' || password !== '') return '';
  return `${protocol}//${host}${encoded(pathname + search)}${hash && `#${encoded(hash.slice(1))}`}`;
}

const encoded = (part: string): string => part.replace(NOT_ALLOWED, encodeURIComponent);

const fitting = (address: string, form: RegExp, most: number): string | undefined =>
  form.test(address) && address.length <= most ? address : undefined;
