import type { TeamsManifestLatest } from '@microsoft/app-manifest';
import type { Centre } from '#policy/centre.ts';
import { appIdOf } from './app-id.ts';
import type { Asked } from './asked.ts';
import { en, ja, type Words } from './words.ts';

/** The newest schema that Microsoft's package knows (@microsoft/app-manifest, `TeamsManifestLatest`). */
const VERSION = '1.30';
export const MANIFEST_SCHEMA = `https://developer.microsoft.com/json-schemas/teams/v${VERSION}/MicrosoftTeams.schema.json`;
export const WORDS_SCHEMA = `https://developer.microsoft.com/json-schemas/teams/v${VERSION}/MicrosoftTeams.Localization.schema.json`;

/** Microsoft's limits of the app's name and of the developer's. */
const [NAME, DEVELOPER] = [30, 32];
/** The console's and the pages' own blue. */
const BLUE = '#0017C1';

type Language = 'ja' | 'en';

/** The app of one centre. It is for one person at a time: no teams, no group chats, no files. */
export function manifestOf(centre: Centre, asked: Asked, version: string): TeamsManifestLatest {
  const { botId, publicUrl } = asked;
  const terms = `${publicUrl}/terms/${centre.id}`;
  return {
    $schema: MANIFEST_SCHEMA,
    manifestVersion: VERSION,
    version,
    id: asked.appId ?? appIdOf(botId),
    localizationInfo: { defaultLanguageTag: 'ja', additionalLanguages: [{ languageTag: 'en', file: 'en.json' }] },
    developer: { name: shortName(centre, 'ja', DEVELOPER), websiteUrl: terms, privacyUrl: terms, termsOfUseUrl: terms },
    name: { short: shortName(centre, 'ja', NAME), full: ja.full(centre.name.ja) },
    description: { short: ja.short, full: ja.description(centre.name.ja) },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: BLUE,
    bots: [
      {
        botId,
        scopes: ['personal'],
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: [{ scopes: ['personal'], commands: ja.commands.map((command) => ({ ...command })) }],
      },
    ],
    defaultInstallScope: 'personal',
    validDomains: [new URL(publicUrl).host],
  };
}

/** What stands in the manifest in Japanese, in English; Teams takes it for people whose language is English. */
export function englishOf(centre: Centre): Record<string, string> {
  const name = centre.name.en;
  return {
    $schema: WORDS_SCHEMA,
    'name.short': shortName(centre, 'en', NAME),
    'name.full': en.full(name),
    'description.short': en.short,
    'description.full': en.description(name),
    ...Object.fromEntries(en.commands.flatMap(inPlace)),
  };
}

const inPlace = ({ title, description }: Words['commands'][number], at: number): [string, string][] => [
  [`bots[0].commandLists[0].commands[${at}].title`, title],
  [`bots[0].commandLists[0].commands[${at}].description`, description],
];

/** The centre's name, or its first office's where that is too long, or what fits of it. */
function shortName({ name, offices }: Centre, language: Language, limit: number): string {
  const names = [name[language], ...offices.map((office) => office.name[language])];
  return names.find((it) => it.length <= limit) ?? `${name[language].slice(0, limit - 1)}…`;
}
