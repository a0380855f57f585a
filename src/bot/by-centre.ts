import type { Channel } from './channel.ts';

/** One channel made of two: centres that are in `centreIds` go inside, all others outside. Both render alike. */
export function byCentre(
  centreIds: { has(centreId: string): boolean },
  { inside, outside }: { inside: Channel; outside: Channel },
): Channel {
  const of = (centreId: string) => (centreIds.has(centreId) ? inside : outside);
  return {
    name: outside.name,
    render: (reply) => outside.render(reply),
    deliver: (outgoing) => of(outgoing.centreId).deliver(outgoing),
    profileLanguage: (whom) => of(whom.centreId).profileLanguage(whom),
    showWorking: (whom) => of(whom.centreId).showWorking(whom),
    pushQuota: (centreId) => of(centreId).pushQuota(centreId),
  };
}
