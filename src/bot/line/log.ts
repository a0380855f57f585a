/** The part of a pino logger that the channel uses. Neither bodies nor user ids, tokens or secrets are ever given to it. */
export type LineLog = {
  warn(fields: Record<string, unknown>, text: string): void;
  error(fields: Record<string, unknown>, text: string): void;
};
