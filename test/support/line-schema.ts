import { existsSync, readFileSync } from 'node:fs';
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * LINE's own OpenAPI files, where they stand beside the repository. A body is held against a named schema, with unknown
 * fields counted as mistakes: LINE would ignore a field with a slip in its name, and nobody would notice.
 */
const FOLDER = new URL('../../../shared/schemas/line/', import.meta.url);

export const hasLineSchema = existsSync(new URL('messaging-api.yml', FOLDER)) && existsSync(new URL('webhook.yml', FOLDER));
/** For the title of tests that need the files. */
export const WITHOUT_LINE_SCHEMA = "skipped where LINE's OpenAPI files are not in ../shared/schemas/line";

export type LineApi = 'messaging-api' | 'webhook';
type Schema = { [key: string]: unknown };

const schemaShape = z.record(z.string(), z.unknown());
const fileShape = z.object({ components: z.object({ schemas: z.record(z.string(), schemaShape) }) });
const discriminated = z.object({
  discriminator: z.object({ propertyName: z.string(), mapping: z.record(z.string(), z.string()) }),
});

const loaded = new Map<LineApi, Ajv2019>();

/** What is wrong with `body`, one sentence each; empty when it satisfies the schema. */
export function lineSchemaErrors(schema: string, body: unknown, api: LineApi = 'messaging-api'): string[] {
  const validate = validator(api, schema);
  if (validate(body)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function validator(api: LineApi, schema: string): ValidateFunction {
  const ajv = loaded.get(api) ?? load(api);
  const validate = ajv.getSchema(`line#/components/schemas/${schema}`);
  if (!validate) throw new Error(`${api}.yml has no schema ${schema}`);
  return validate;
}

/** RFC 3986, as far as LINE's addresses go: nothing that would have to be encoded, one fragment. */
const URI =
  /^[a-z]+:(?:\/\/\[[\da-f:.]+\])?(?:[\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})+(?:#(?:[\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})*)?$/i;

function load(api: LineApi): Ajv2019 {
  const { components } = fileShape.parse(parse(readFileSync(new URL(`${api}.yml`, FOLDER), 'utf8')));
  const ajv = new Ajv2019({
    strict: false,
    formats: { int32: true, int64: true, float: true, double: true, uri: (text: string) => URI.test(text) },
  });
  ajv.addSchema({ $id: 'line', components: { schemas: withSubtypes(components.schemas) } });
  loaded.set(api, ajv);
  return ajv;
}

/**
 * OpenAPI says with `discriminator` which subtype a value must satisfy; JSON Schema does not know the word. `Message` becomes
 * "satisfies `Message--base` and, if its type is text, `TextMessage` ..."; the subtypes then build upon the base.
 */
function withSubtypes(schemas: Record<string, Schema>): Record<string, Schema> {
  const result: Record<string, Schema> = {};
  const bases = new Set(Object.keys(schemas).filter((name) => discriminated.safeParse(schemas[name]).success));
  for (const [name, schema] of Object.entries(schemas)) {
    const read = discriminated.safeParse(schema);
    const { discriminator: _, ...plain } = schema;
    if (!read.success) result[name] = onBases(plain, bases);
    else {
      result[`${name}--base`] = onBases(plain, bases);
      result[name] = polymorphic(name, read.data.discriminator);
    }
  }
  return result;
}

function polymorphic(name: string, { propertyName, mapping }: { propertyName: string; mapping: Record<string, string> }): Schema {
  const kinds = Object.entries(mapping).map(([value, ref]) => ({
    if: { required: [propertyName], properties: { [propertyName]: { const: value } } },
    // biome's rule against `then` means promises; this is the word of JSON Schema.
    ...Object.fromEntries([['then', { $ref: ref }]]),
  }));
  const known = { required: [propertyName], properties: { [propertyName]: { enum: Object.keys(mapping) } } };
  return { allOf: [{ $ref: `#/components/schemas/${name}--base` }, known, ...kinds], unevaluatedProperties: false };
}

function onBases(schema: Schema, bases: ReadonlySet<string>): Schema {
  const { allOf } = schema;
  if (!Array.isArray(allOf)) return schema;
  return { ...schema, allOf: allOf.map((part: Schema) => onBase(part, bases)) };
}

function onBase(part: Schema, bases: ReadonlySet<string>): Schema {
  const name = String(part['$ref'] ?? '').replace('#/components/schemas/', '');
  return bases.has(name) ? { ...part, $ref: `#/components/schemas/${name}--base` } : part;
}
