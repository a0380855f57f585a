import { StoreFault } from './faults.ts';
import type { Sealing } from './sealing.ts';

/**
 * For what is only shown: a text that does not open is shown as `unreadable`, so that one spoilt row does not take a whole page, or
 * everybody else's deadlines, with it. Whatever is acted on or sent is opened by the strict sealing.
 */
export function forgiving(sealing: Sealing, unreadable: string): Sealing {
  const orElse = <T>(open: () => T, otherwise: T): T => {
    try {
      return open();
    } catch (fault) {
      if (fault instanceof StoreFault && fault.code === 'cannot-open') return otherwise;
      throw fault;
    }
  };
  return {
    ...sealing,
    open: (sealed, place) => orElse(() => sealing.open(sealed, place), unreadable),
    openJson: (sealed, place) => orElse(() => sealing.openJson(sealed, place), { unreadable }),
  };
}
