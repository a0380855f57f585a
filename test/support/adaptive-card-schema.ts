import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };

/** Microsoft's own schema of Adaptive Cards 1.5, where it stands beside the repository. It refuses properties that it does not know. */
const FILE = new URL('../../../shared/schemas/cards/adaptive-card-1.5.json', import.meta.url);

export const hasCardSchema = existsSync(FILE);
/** For the title of tests that need the file. */
export const WITHOUT_CARD_SCHEMA = 'skipped where the schema of Adaptive Cards is not in ../shared/schemas/cards';

let compiled: ValidateFunction | undefined;

/** What is wrong with a card, one sentence each; empty when it satisfies the schema. */
export function cardSchemaErrors(card: unknown): string[] {
  compiled ??= compile();
  if (compiled(card)) return [];
  return (compiled.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function compile(): ValidateFunction {
  const { id: _, ...schema }: Record<string, unknown> = JSON.parse(readFileSync(FILE, 'utf8'));
  const ajv = new Ajv({ strict: false, formats: { 'uri-reference': true, uri: (text: string) => URL.canParse(text) } });
  ajv.addMetaSchema(draft06);
  return ajv.compile(schema);
}
