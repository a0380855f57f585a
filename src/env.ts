import { DateTime } from 'luxon';
import { z } from 'zod';
import { ZONE } from './clock.ts';

/** The environment, read once. Nothing else reads `process.env`. */
export type Settings = {
  production: boolean;
  port: number;
  host: string;
  databaseUrl: string | undefined;
  dataDir: string;
  centresDir: string;
  /** Base of the links that we send; without a slash at its end. Undefined: the address that we listen on. */
  publicUrl: string | undefined;
  lineApiBaseUrl: string | undefined;
  /** A variable by its name, for those that a centre file names; undefined where it is not set or empty. */
  variable(name: string): string | undefined;
  /** The bot's registration, as Bot Framework names its parts. */
  teams: { appId: string | undefined; password: string | undefined; type: string | undefined; tenantId: string | undefined };
  /** LINE's own credentials of a centre, as far as they are given. */
  line(centreId: string): { channelSecret: string | undefined; channelAccessToken: string | undefined };
  /** The mail server, and what mails are from; both or neither. */
  mail: { url: string; from: string } | undefined;
  dataKeys: string | undefined;
  lookupKey: string | undefined;
  /** Where the clock of a trial starts. */
  demoNow: DateTime | undefined;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

/** A variable that cannot be used: its name and what is expected. Never its value, which may be a secret. */
export type SettingsProblem = { variable: string; message: string };

const PORT = 'a port number from 0 to 65535, such as 3000';

const schema = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65535, PORT).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address such as postgresql://user:password@host:5432/name' })
    .optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  CENTRES_DIR: z.string().min(1).default('./centres'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'an address such as https://madoguchi.example.jp' }).optional(),
  LINE_API_BASE_URL: z.url({ protocol: /^https?$/, error: 'an address such as https://api.line.me' }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'an address such as smtp://user:password@mail.example.jp:587' }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]+<[^@<>\s]+@[^@<>\s]+>|[^@<>\s]+@[^@<>\s]+)$/, 'an address such as madoguchi@example.jp')
    .optional(),
  DATA_KEYS: z.string().min(1).optional(),
  LOOKUP_KEY: z.string().min(1).optional(),
  DEMO_NOW: z
    .string()
    .refine((text) => DateTime.fromISO(text, { zone: ZONE }).isValid, 'an ISO time, such as 2026-11-24T10:00:00+09:00')
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of an environment, or everything that is wrong with it. An empty variable counts as absent. */
export function readSettings(
  environment: Environment = process.env,
): { kind: 'ok'; settings: Settings } | { kind: 'invalid'; problems: SettingsProblem[] } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      variable: issue.path.join('.'),
      message: `expected ${issue.message}`,
    }));
    return { kind: 'invalid', problems };
  }
  const it = parsed.data;
  const production = it.NODE_ENV === 'production';
  const refused = [...(production ? notForProduction(it) : []), ...halfMail(it)];
  if (refused.length > 0) return { kind: 'invalid', problems: refused };
  return {
    kind: 'ok',
    settings: {
      production,
      port: it.PORT,
      host: it.HOST,
      databaseUrl: it.DATABASE_URL,
      dataDir: it.DATA_DIR,
      centresDir: it.CENTRES_DIR,
      publicUrl: it.PUBLIC_URL?.replace(/\/+$/, ''),
      lineApiBaseUrl: it.LINE_API_BASE_URL?.replace(/\/+$/, ''),
      line: (centreId) => ({
        channelSecret: given[`LINE_CHANNEL_SECRET_${suffix(centreId)}`],
        channelAccessToken: given[`LINE_CHANNEL_ACCESS_TOKEN_${suffix(centreId)}`],
      }),
      variable: (name) => given[name],
      teams: {
        appId: given['MicrosoftAppId'],
        password: given['MicrosoftAppPassword'],
        type: given['MicrosoftAppType'],
        tenantId: given['MicrosoftAppTenantId'],
      },
      mail: it.SMTP_URL !== undefined && it.MAIL_FROM !== undefined ? { url: it.SMTP_URL, from: it.MAIL_FROM } : undefined,
      dataKeys: it.DATA_KEYS,
      lookupKey: it.LOOKUP_KEY,
      demoNow: it.DEMO_NOW === undefined ? undefined : DateTime.fromISO(it.DEMO_NOW, { zone: ZONE }),
      logLevel: it.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    },
  };
}

function notForProduction({ DEMO_NOW, PUBLIC_URL }: z.infer<typeof schema>): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  if (DEMO_NOW !== undefined) problems.push({ variable: 'DEMO_NOW', message: 'is for trials only; remove it in production' });
  if (PUBLIC_URL === undefined) {
    problems.push({
      variable: 'PUBLIC_URL',
      message: 'is missing; links in the chat begin with it, such as https://madoguchi.example.jp',
    });
  }
  return problems;
}

/** A mail server without a sender, or the other way round, sends nothing. */
function halfMail({ SMTP_URL, MAIL_FROM }: z.infer<typeof schema>): SettingsProblem[] {
  if ((SMTP_URL === undefined) === (MAIL_FROM === undefined)) return [];
  const [variable, other] = SMTP_URL === undefined ? ['SMTP_URL', 'MAIL_FROM'] : ['MAIL_FROM', 'SMTP_URL'];
  return [{ variable, message: `is missing; ${other} is set, and one does nothing without the other` }];
}

/** `matsudo-mothers` is `MATSUDO_MOTHERS` in the name of a variable. */
export const suffix = (centreId: string): string => centreId.toUpperCase().replaceAll('-', '_');
