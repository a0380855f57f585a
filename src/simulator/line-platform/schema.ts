import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import type { Problem } from './types.ts';

type Node = { [key: string]: unknown };

/** The request body of each path, as LINE's file names it. */
const BODIES: Record<string, string> = {
  '/v2/bot/message/reply': 'ReplyMessageRequest',
  '/v2/bot/message/push': 'PushMessageRequest',
  '/v2/bot/message/multicast': 'MulticastRequest',
  '/v2/bot/chat/loading/start': 'ShowLoadingAnimationRequest',
};

export type LineSchemas = {
  /** What is wrong with the body of a call, by LINE's own OpenAPI file. */
  request(path: string, body: unknown): Problem[];
  /** What is wrong with a webhook's body. */
  webhook(body: unknown): Problem[];
};

/** LINE's OpenAPI files from `folder` (`messaging-api.yml`, `webhook.yml`); undefined where they are not there. */
export function lineSchemas(folder: string): LineSchemas | undefined {
  const files = [join(folder, 'messaging-api.yml'), join(folder, 'webhook.yml')] as const;
  if (!files.every((file) => existsSync(file))) return undefined;
  const api = validators(files[0], Object.values(BODIES));
  const webhooks = validators(files[1], ['CallbackRequest']);
  return {
    request: (path, body) => problems(api.get(BODIES[path] ?? ''), body),
    webhook: (body) => problems(webhooks.get('CallbackRequest'), body),
  };
}

function problems(validate: ValidateFunction | undefined, body: unknown): Problem[] {
  if (!validate || validate(body)) return [];
  return (validate.errors ?? []).filter((error) => error.keyword !== 'if').map(toProblem);
}

const toProblem = (error: ErrorObject): Problem => ({
  message: error.message ?? 'invalid',
  property: error.instancePath
    .slice(1)
    .replaceAll(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.'),
});

function validators(file: string, names: readonly string[]): Map<string, ValidateFunction> {
  const document: { components: { schemas: Record<string, Node> } } = parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'line', components: { schemas: withDiscriminators(document.components.schemas) } });
  return new Map(names.map((name) => [name, ajv.compile({ $ref: `line#/components/schemas/${name}` })]));
}

/**
 * OpenAPI's discriminator in plain JSON Schema: what names a subtype is checked as that subtype, and an unknown `type` is
 * an error. The subtypes extend the undiscriminated base, or checking would never end.
 */
function withDiscriminators(schemas: Record<string, Node>): Record<string, Node> {
  const made: Record<string, Node> = {};
  const discriminated = new Map<string, { property: string; mapping: Record<string, string> }>();
  for (const [name, schema] of Object.entries(schemas)) {
    const found = mappingOf(schema);
    if (found) discriminated.set(name, found);
  }
  for (const [name, schema] of Object.entries(schemas)) {
    const base = extendingBases(schema, discriminated);
    const found = discriminated.get(name);
    if (!found) {
      made[name] = base;
      continue;
    }
    made[`${name}Base`] = base;
    made[name] = { allOf: [ref(`${name}Base`), ...subtypes(found.property, found.mapping)] };
  }
  return made;
}

const ref = (name: string): Node => ({ $ref: `#/components/schemas/${name}` });

function subtypes(property: string, mapping: Record<string, string>): Node[] {
  const known = { properties: { [property]: { enum: Object.keys(mapping) } } };
  const each = Object.entries(mapping).map(([value, target]) =>
    // From entries, since an object literal with JSON Schema's `then` looks like a promise.
    Object.fromEntries([
      ['if', { properties: { [property]: { const: value } }, required: [property] }],
      ['then', { $ref: target }],
    ]),
  );
  return [known, ...each];
}

function mappingOf(schema: Node): { property: string; mapping: Record<string, string> } | undefined {
  const discriminator = schema['discriminator'];
  if (!isNode(discriminator)) return undefined;
  const { propertyName, mapping } = discriminator;
  if (typeof propertyName !== 'string' || !isNode(mapping)) return undefined;
  return {
    property: propertyName,
    mapping: Object.fromEntries(Object.entries(mapping).map(([value, target]) => [value, String(target)])),
  };
}

function extendingBases(schema: Node, discriminated: ReadonlyMap<string, unknown>): Node {
  const { discriminator: _gone, ...rest } = schema;
  if (!Array.isArray(rest['allOf'])) return rest;
  return { ...rest, allOf: rest['allOf'].map((part: unknown) => baseOf(part, discriminated)) };
}

function baseOf(part: unknown, discriminated: ReadonlyMap<string, unknown>): unknown {
  if (!isNode(part) || typeof part['$ref'] !== 'string') return part;
  const name = part['$ref'].slice(part['$ref'].lastIndexOf('/') + 1);
  return discriminated.has(name) ? ref(`${name}Base`) : part;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
