import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundleClient } from './bundle.ts';

const MAX_GZIP_BYTES = 6 * 1024;

it('is 6 KB packed at the most, and needs neither a module of Node’s nor a dependency', async () => {
  const { outputFiles, metafile } = await bundleClient();
  expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(MAX_GZIP_BYTES);
  // Types of the rest of lib, and nothing of it that runs.
  expect(Object.keys(metafile.inputs).filter((input) => !input.includes('lib/client/'))).toEqual([]);
});
