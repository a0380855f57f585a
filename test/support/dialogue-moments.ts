/** `2026-11-25 09:00` as `2026-11-25T09:00`; undefined for anything else. */
export function momentOf(text: string): string | undefined {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})\s+(\d{2}:\d{2})$/.exec(text.trim()) ?? [];
  return day && time ? `${day}T${time}` : undefined;
}

/** `窓口=ハローワーク江差 日時=11月25日10時`; a value with spaces stands in 「」. */
export function valuesIn(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([^\s=＝、]+)[=＝](?:「(.*?)」|([^\s、]+))/g)];
  return Object.fromEntries(pairs.map(([, key = '', quoted, plain]) => [key, quoted ?? plain ?? '']));
}
