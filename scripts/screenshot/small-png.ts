import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * A screenshot (PNG of 8-bit RGB, as Chromium writes it) with a palette of 256 colours: about 40 % of the size, and no difference to be
 * seen, since a page has few colours besides the smoothed edges of its letters.
 */
export function smallPng(png: Buffer): Buffer {
  const chunks = chunksIn(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header?.[8] !== 8 || header[9] !== RGB) throw new TypeError('not a PNG of 8-bit RGB');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const lines = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const pixels = unfiltered(lines, width * BYTES, height);
  const colours = Uint32Array.from({ length: width * height }, (_, at) => pixels.readUIntBE(at * BYTES, BYTES));
  const palette = paletteOf(colours);
  const table = Buffer.concat(palette.map((colour) => Buffer.from([colour >> 16, (colour >> 8) & 255, colour & 255])));
  header[9] = WITH_PALETTE;
  return Buffer.concat([
    png.subarray(0, SIGNATURE),
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(indexed(colours, palette, width), { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const SIGNATURE = 8;
const [RGB, WITH_PALETTE] = [2, 3];
const BYTES = 3;
const MOST_COLOURS = 256;
/** Colours as near as this (of 441 from black to white) need no place each. */
const NEAR = 10;

function chunksIn(png: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** Each line begins with the number of the filter that was taken to its bytes. */
function unfiltered(lines: Buffer, stride: number, height: number): Buffer {
  const pixels = Buffer.alloc(stride * height);
  for (let at = 0; at < pixels.length; at += 1) {
    const [line, x] = [Math.floor(at / stride), at % stride];
    const left = x < BYTES ? 0 : (pixels[at - BYTES] ?? 0);
    const above = line === 0 ? 0 : (pixels[at - stride] ?? 0);
    const corner = x < BYTES || line === 0 ? 0 : (pixels[at - stride - BYTES] ?? 0);
    const foretold = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][lines[line * (stride + 1)] ?? 0] ?? 0;
    pixels[at] = (lines[at + line + 1] ?? 0) + foretold;
  }
  return pixels;
}

function paeth(left: number, above: number, corner: number): number {
  const [byLeft, byAbove, byCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs) as [
    number,
    number,
    number,
  ];
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

/** The commonest colours, but none that is near a commoner one. */
function paletteOf(colours: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette: number[] = [];
  for (const [colour] of [...counts].sort(([, one], [, other]) => other - one)) {
    if (palette.length === MOST_COLOURS) break;
    if (palette.every((chosen) => distance(chosen, colour) > NEAR)) palette.push(colour);
  }
  return palette;
}

const distance = (one: number, other: number): number =>
  Math.hypot((one >> 16) - (other >> 16), ((one >> 8) & 255) - ((other >> 8) & 255), (one & 255) - (other & 255));

/** The lines as places in the palette, each without a filter. */
function indexed(colours: Uint32Array, palette: readonly number[], width: number): Buffer {
  const places = new Map(palette.map((colour, place) => [colour, place]));
  const lines = Buffer.alloc(colours.length + colours.length / width);
  for (const [at, colour] of colours.entries()) {
    const place = places.get(colour) ?? nearest(palette, colour);
    places.set(colour, place);
    lines[at + Math.floor(at / width) + 1] = place;
  }
  return lines;
}

function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((one) => distance(one, colour));
  return distances.indexOf(Math.min(...distances));
}
