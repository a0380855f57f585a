/** Addresses as platforms take them: in ASCII, http, https or tel, and not too long. Anything else would lose the whole message. */

export const webAddress = (url: string, most: number): string | undefined =>
  fitting(inAscii(url), /^https?:\/\/[\x21-\x7e]+$/, most);

export const telAddress = (uri: string, most: number): string | undefined => fitting(uri, /^tel:[\d+*,;.()%A-Za-z=-]+$/, most);

const fitting = (address: string, form: RegExp, most: number): string | undefined =>
  form.test(address) && address.length <= most ? address : undefined;

const inAscii = (url: string): string => (/[^\x21-\x7e]/.test(url) ? (URL.parse(url)?.href ?? '') : url);
