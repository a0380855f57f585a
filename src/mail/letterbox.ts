import type { Carrier, Letter } from './carrier.ts';

/** Mails for trials: nothing leaves this machine, the newest are kept in memory to be looked at. */
export interface Letterbox extends Carrier {
  /** The oldest first. */
  letters(): readonly Letter[];
  onLetter(listener: () => void): void;
}

export function letterbox({ keep = 100 }: { keep?: number } = {}): Letterbox {
  const kept: Letter[] = [];
  const listeners: (() => void)[] = [];
  return {
    width: 20,
    mostSeconds: 1,
    letters: () => kept,
    onLetter: (listener) => void listeners.push(listener),
    async carry(letter) {
      kept.push(letter);
      if (kept.length > keep) kept.shift();
      for (const listener of listeners) listener();
      return { kind: 'sent' };
    },
    close: async () => undefined,
  };
}
