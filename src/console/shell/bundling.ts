import { build } from 'esbuild';

/** A script for the browser in one piece, made when it is first asked for and kept: it is the same for everybody. */
export function bundled(entryPoint: string): () => Promise<string> {
  let script: Promise<string> | undefined;
  return () => {
    script ??= bundle(entryPoint);
    return script;
  };
}

async function bundle(entryPoint: string): Promise<string> {
  const result = await build({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
}
