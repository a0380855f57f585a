/** Tells the consoles that something has changed at a centre, at most once a second. */
export type Announcer = {
  changed(centreId: string): void;
  close(): void;
};

const AT_MOST_EVERY_MS = 1_000;

/**
 * For what changes often: every delivered message. A NOTIFY within its transaction, as the triggers of the migration send it, would
 * take PostgreSQL's one lock for all notifying commits each time. `notify` sends it by itself; a lost one is made up for by the next.
 */
export function announcerOver(notify: (centreId: string) => Promise<unknown>): Announcer {
  const planned = new Map<string, NodeJS.Timeout>();
  let closed = false;
  return {
    changed(centreId) {
      if (closed || planned.has(centreId)) return;
      const timer = setTimeout(() => {
        planned.delete(centreId);
        notify(centreId).catch(() => undefined);
      }, AT_MOST_EVERY_MS);
      planned.set(centreId, timer.unref());
    },
    close() {
      closed = true;
      for (const timer of planned.values()) clearTimeout(timer);
      planned.clear();
    },
  };
}
