import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ENTRY = join(import.meta.dirname, '..', '..', 'lib', 'client', 'index.ts');
const MAX_GZIP_BYTES = 6 * 1024;

it('is 6 KB packed at the most, and needs neither a module of Node’s nor a dependency', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    metafile: true,
    write: false,
  });
  const [bundle] = outputFiles;
  expect(gzipSync(bundle?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(MAX_GZIP_BYTES);
  // Types of the rest of lib, and nothing of it that runs.
  expect(Object.keys(metafile.inputs).filter((input) => !input.includes('lib/client/'))).toEqual([]);
});
