import { join } from 'node:path';
import { build, type BuildResult } from 'esbuild';

const ENTRY = join(import.meta.dirname, '..', '..', 'lib', 'client', 'index.ts');

/** The client as it is packed for browsers. */
export const bundleClient = (): Promise<BuildResult<{ write: false; metafile: true }>> =>
  build({
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
