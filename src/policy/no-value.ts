/** Kept instead of a value where the client said that there is none: no number yet, no companions, no topic, no address. Never typed by a client. */
export const NONE = '-';
