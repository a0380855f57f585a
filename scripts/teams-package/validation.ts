import { AppManifestUtils, type TeamsManifestLatest } from '@microsoft/app-manifest';
import { Ajv } from 'ajv';
import { MANIFEST_SCHEMA, WORDS_SCHEMA } from './manifest.ts';

/**
 * What Microsoft's published schemas say against an app: a line each. The schemas come with their package (@microsoft/app-manifest), so nothing is
 * fetched.
 */
export async function problemsOf(manifest: TeamsManifestLatest, english: Readonly<Record<string, string>>): Promise<string[]> {
  const schema = await AppManifestUtils.fetchSchema(MANIFEST_SCHEMA);
  return [
    ...(await AppManifestUtils.validateAgainstSchema(manifest, schema)).map((it) => `manifest.json ${it}`),
    ...(await problemsInWords(english)).map((it) => `en.json ${it}`),
  ];
}

/**
 * Their validator stops at the schema of translations: some of its patterns are none in the strict syntax of Unicode. So Ajv reads it in the
 * older syntax; without its `$schema`, since Ajv itself no longer knows draft 4, of which it uses nothing that has changed.
 */
async function problemsInWords(english: Readonly<Record<string, string>>): Promise<string[]> {
  const { $schema: _, ...schema } = await AppManifestUtils.fetchSchema(WORDS_SCHEMA);
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, formats: { uri: true } });
  const validate = ajv.compile(schema);
  return validate(english)
    ? []
    : (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message} ${JSON.stringify(it.params)}`);
}
