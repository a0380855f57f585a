import { z } from 'zod';

/** What the package is made for, from the environment. */
export type Asked = {
  /** The bot's app id in Entra ID: the variable that the server reads, too. */
  botId: string;
  /** https, without a slash at its end. */
  publicUrl: string;
  centresDir: string;
  /** The app's own id in Teams, where it is not to be derived from the bot's. */
  appId: string | undefined;
};

const A_UUID = 'a UUID such as 00000000-0000-0000-0000-000000000000';

const schema = z.object({
  MicrosoftAppId: z.guid({
    error: `the bot's app id (client id), ${A_UUID}: Azure portal, the Azure Bot, "Configuration" (docs/teams.md)`,
  }),
  PUBLIC_URL: z.url({
    protocol: /^https$/,
    error: 'the https address under which clients reach this server, such as https://madoguchi.example.jp',
  }),
  CENTRES_DIR: z.string().default('./centres'),
  TEAMS_APP_ID: z
    .guid({ error: `${A_UUID}, the id that the app already has in the Teams admin centre; or leave it out` })
    .optional(),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** What is asked for, or a line for each variable that cannot be used. An empty variable counts as absent. */
export function askedIn(environment: Environment): { kind: 'ok'; asked: Asked } | { kind: 'invalid'; problems: string[] } {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')));
  if (!parsed.success)
    return { kind: 'invalid', problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: set ${message}`) };
  const { MicrosoftAppId, PUBLIC_URL, CENTRES_DIR, TEAMS_APP_ID } = parsed.data;
  return {
    kind: 'ok',
    asked: {
      botId: MicrosoftAppId.toLowerCase(),
      publicUrl: PUBLIC_URL.replace(/\/+$/, ''),
      centresDir: CENTRES_DIR,
      appId: TEAMS_APP_ID?.toLowerCase(),
    },
  };
}
