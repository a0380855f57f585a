/** An address without its encoding, one byte a sign: signs that platforms refuse are encoded in what is opened. */
export const decoded = (url: string): string =>
  url.replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
