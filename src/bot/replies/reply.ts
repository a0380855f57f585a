/** What we say, free of any channel. A channel turns a reply into its own messages (`bot/line/render.ts`). */

export type Button =
  /** Sends `id` back to us. `shown`: what stands in the chat as the client's own words; the label where absent. */
  | { kind: 'choice'; id: string; label: string; shown?: string; look?: 'primary' | 'plain' | 'danger' }
  /** Opens a page. */
  | { kind: 'link'; label: string; url: string; look?: 'primary' | 'plain' }
  /** Opens the telephone: `uri` is a `tel:` address with `#` encoded. */
  | { kind: 'call'; label: string; uri: string }
  /** Opens a calendar; the picked day (YYYY-MM-DD, Asia/Tokyo) comes back with `id`. Both ends inclusive. */
  | { kind: 'pick-day'; id: string; label: string; from: string; to: string };

/** The step of buttons that belong to no question: they are meant when they are pressed, however old the message is. */
export const STEPLESS = 0;

export type Row = { label: string; value: string };

export type Message =
  | { kind: 'text'; text: string }
  | {
      kind: 'card';
      /** `calm`: facts; `good`: something is done; `care`: something the client must not overlook. */
      tone: 'calm' | 'good' | 'care';
      /** Its rows and paragraphs must not stand in a notification: they would show on a locked screen. */
      discreet?: true;
      title: string;
      /** One short sentence under the title. */
      lead?: string;
      rows: Row[];
      /** Paragraphs or list items below the rows. */
      body: string[];
      buttons: Button[];
    };

export type Reply = {
  /** The step that every choice button of this reply belongs to. */
  step: number;
  messages: Message[];
  /** Buttons offered under the last message (quick replies on LINE). */
  choices: Button[];
};

/** A label as somebody types it. Readings in brackets are read, not typed: 同意（どうい）する is typed 同意する. */
export const asTyped = (label: string): string => label.replace(/（[ぁ-んー]+）/g, '');
