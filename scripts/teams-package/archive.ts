import { zipSync } from 'fflate';

/** The beginning of the ZIP format's calendar; written by the local clock's parts, so that the zone of the machine does not show. */
const BEGINNING = new Date(1980, 0, 1);

/** The files as a ZIP. The same files are the same bytes, whenever and wherever they are packed. */
export function archiveOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).sort()), { level: 9, mtime: BEGINNING });
}

/** JSON as people read it. */
export const jsonFile = (content: object): Uint8Array => Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
