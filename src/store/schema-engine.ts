import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

export type SchemaEngine = Awaited<ReturnType<typeof bindings.SchemaEngine.new>>;
export type SchemaFile = { path: string; content: string };

/**
 * Runs `work` with Prisma's own schema engine in its WebAssembly form: the native one is a download. Its glue code comes without a
 * loader for Node, so this is the loader.
 */
export async function withSchemaEngine<T>(
  url: string,
  schema: SchemaFile,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await load();
  // The engine never closes its connections itself.
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  const options = { datamodels: [[schema.path, schema.content] as [string, string]] };
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool));
    const engine = await bindings.SchemaEngine.new(options, () => undefined, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

let loaded: Promise<void> | undefined;

function load(): Promise<void> {
  loaded ??= (async () => {
    const file = createRequire(import.meta.url)
      .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
      .replace(/\.js$/, '.wasm');
    const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': { ...bindings } });
    bindings.__wbg_set_wasm(instance.exports);
    const start = instance.exports['__wbindgen_start'];
    if (typeof start === 'function') start();
  })();
  return loaded;
}

/**
 * The adapter cuts a migration at every semicolon, through the bodies of functions too. PostgreSQL takes it whole, and then as one
 * transaction.
 */
function wholeScripts(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  };
  return factory;
}
