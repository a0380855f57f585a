import { readdir, readFile } from 'node:fs/promises';

/** What the kernel tells of a process (Linux, /proc). Megabytes of 10^6 bytes; seconds of CPU since its start. */
export type Memory = { residentMb: number; peakMb: number };

export async function memoryOf(pid: number): Promise<Memory> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number => kilobytes(status, name);
  return { residentMb: field('VmRSS'), peakMb: field('VmHWM') };
}

const kilobytes = (text: string, name: string): number =>
  (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN) * 1024) / 1e6;

/** Memory of a whole family, pages that they share counted once. */
export async function sharedMemoryOf(pids: readonly number[]): Promise<number> {
  const shares = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')));
  return shares.filter((it) => it !== '').reduce((sum, it) => sum + kilobytes(it, 'Pss'), 0);
}

const TICKS_A_SECOND = 100;

/** CPU seconds, user and system; of several processes together. */
export async function cpuOf(pids: readonly number[]): Promise<number> {
  const seconds = await Promise.all(pids.map(async (pid) => cpuTicks(await statOf(pid)) / TICKS_A_SECOND));
  return seconds.reduce((sum, one) => sum + one, 0);
}

/** The fields of /proc/<pid>/stat after the name, which may hold spaces; the first is the state (field 3). */
const statOf = async (pid: number): Promise<string[]> =>
  (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ').at(-1)?.split(' ') ?? [];

const cpuTicks = (stat: readonly string[]): number => Number(stat[11] ?? 0) + Number(stat[12] ?? 0);

/** A process and those that it has started. */
export async function familyOf(pid: number): Promise<number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(all.map(async (one) => ({ one, parent: Number((await statOf(one))[1]) })));
  return [pid, ...parents.filter(({ parent }) => parent === pid).map(({ one }) => one)];
}

/** V8's own view of a server with our `/metrics`: the heap that is in use, and that is reserved. Megabytes. */
export async function heapOf(url: string): Promise<{ heapUsedMb: number; heapMb: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const field = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN) / 1e6;
  return { heapUsedMb: field('nodejs_heap_size_used_bytes'), heapMb: field('nodejs_heap_size_total_bytes') };
}
