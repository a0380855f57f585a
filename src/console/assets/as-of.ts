/**
 * Whether a page that shows at least `known` has something to fetch when it hears of `heard`: `<beginning>.<count>` each
 * (`store/changes.ts`). It may know more already than the tab that has the line. From another beginning, or from somebody who does not
 * know how far it is, anything may have changed.
 */
export function isNews(heard: string, known: string): boolean {
  const [at, then] = [placeOf(heard), placeOf(known)];
  return at === undefined || then === undefined || at.beginning !== then.beginning || at.count > then.count;
}

function placeOf(asOf: string): { beginning: string; count: number } | undefined {
  const [beginning, count] = asOf.split('.');
  return beginning === undefined || count === undefined ? undefined : { beginning, count: Number(count) };
}
