/** One mail as it goes out: plain text, to one person or one office. */
export type Letter = {
  /** The mail's row: its Message-ID too, so that a mail that was sent again after a crash can be told as the same one. */
  id: string;
  to: string;
  subject: string;
  text: string;
};

export type Carried =
  | { kind: 'sent' }
  /** Try again. `why` never holds an address or a text. */
  | { kind: 'later'; why: string }
  /** Final: the address or the mail is refused. */
  | { kind: 'failed'; why: string };

/** Who takes mails: an SMTP server, or outside production the simulator's letterbox. Outcomes are told, not thrown. */
export interface Carrier {
  /** How many mails it carries at the same time. */
  readonly width: number;
  /** How long one mail may take at the most, in seconds: the sum of all its time-outs. */
  readonly mostSeconds: number;
  carry(letter: Letter): Promise<Carried>;
  close(): Promise<void>;
}
