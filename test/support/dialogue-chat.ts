import type { Sent } from './dialogue-script.ts';

/** What a dialogue needs of a channel, so that the same script runs over every channel. */

/** A button as the client sees it. `address`: where it leads, for links and telephone numbers. */
export type OfferedButton = { label: string; address?: string };

/** One client's chat with the centre. Acts resolve once every answer has been delivered. */
export interface Chat {
  /** Adds the centre for the first time. */
  join(): Promise<void>;
  leave(): Promise<void>;
  /** Comes back after having left. */
  return(): Promise<void>;
  say(text: string): Promise<void>;
  send(what: Sent): Promise<void>;
  /** Takes back what was written last. */
  unsend(): Promise<void>;
  /** Writes anew what was written last; absent where the platform has no such thing. */
  rewrite?(text: string): Promise<void>;
  /**
   * Presses a button that is offered now (`old`: one of any earlier message), `times` in quick succession. False where there is none.
   */
  press(label: string, how: { old: boolean; times: 1 | 2; day?: string | undefined }): Promise<boolean>;
  /** What arrives from now on is `received`. */
  listen(): void;
  /** The messages since `listen`, each as its words without its buttons. */
  received(): string[];
  /** The buttons under what was received. */
  offered(): OfferedButton[];
  /** Every button that the chat ever offered, the newest last: pages are opened from old messages, too. */
  everOffered(): OfferedButton[];
  /** The platform's id of the client, for looking behind the scenes. */
  readonly userId: string;
}

export type ChannelName = 'line' | 'teams';

export interface ChatDriver {
  readonly channel: ChannelName;
  newChat(language: string): Chat;
  /** Calls that the platform refused, or would: a dialogue must not cause any. */
  refused(): string[];
}

/** The newest one of that very label, else the newest that begins with it: 11月25日(水) finds 11月25日(水) 空き3. */
export function newestLabelled<Labelled extends { label?: unknown }>(
  all: readonly Labelled[],
  label: string,
): Labelled | undefined {
  const labelled = (fits: (text: string) => boolean) => all.findLast(({ label: text }) => typeof text === 'string' && fits(text));
  return labelled((text) => text === label) ?? labelled((text) => text.startsWith(label));
}
