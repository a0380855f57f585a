/** The part of a pino logger that the channel uses. Neither activities nor ids of people or conversations, tokens or secrets are given to it. */
export type TeamsLog = {
  warn(fields: Record<string, string | number | boolean>, text: string): void;
  error(fields: Record<string, string | number | boolean>, text: string): void;
};
