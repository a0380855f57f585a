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

export interface ChatDriver {
  readonly channel: 'line' | 'teams';
  newChat(language: string): Chat;
  /** Calls that the platform refused: a dialogue must not cause any. */
  refused(): string[];
}
