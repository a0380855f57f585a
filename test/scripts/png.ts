import { inflateSync } from 'node:zlib';

/** What a PNG of eight bits a channel shows, without interlacing: RGB or RGBA, a number for each channel. */
export type Pixels = { width: number; height: number; channels: 3 | 4; bytes: Uint8Array };

export function pixelsOf(file: Uint8Array): Pixels {
  const png = Buffer.from(file);
  const packed: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const [width, height, channels] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3] as const;
  const stride = width * channels;
  const lines = inflateSync(Buffer.concat(packed));
  const bytes = new Uint8Array(stride * height);
  for (let at = 0; at < bytes.length; at += 1) {
    const [line, x] = [Math.floor(at / stride), at % stride];
    const left = x < channels ? 0 : (bytes[at - channels] ?? 0);
    const above = line === 0 ? 0 : (bytes[at - stride] ?? 0);
    const corner = x < channels || line === 0 ? 0 : (bytes[at - stride - channels] ?? 0);
    const foretold = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][lines[line * (stride + 1)] ?? 0] ?? 0;
    bytes[at] = (lines[at + line + 1] ?? 0) + foretold;
  }
  return { width, height, channels, bytes };
}

function paeth(left: number, above: number, corner: number): number {
  const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
  const nearest = Math.min(toLeft ?? 0, toAbove ?? 0, toCorner ?? 0);
  if (nearest === toLeft) return left;
  return nearest === toAbove ? above : corner;
}
