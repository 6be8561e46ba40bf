import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildFunctions } from '../../infra/build.ts';
import { overBudget, overPageBudget } from '../../infra/build/budget.ts';
import { bundle } from '../../infra/build/bundle.ts';
import { findFunctions } from '../../infra/build/find-functions.ts';
import { sizesOf } from '../../infra/build/sizes.ts';

const SDK = '@aws-sdk/client-dynamodb';
const LAZY = `export const handler = async () => {
  const { DynamoDBClient } = await import('${SDK}');
  return typeof DynamoDBClient;
};`;
const EAGER = `import { DynamoDBClient } from '${SDK}';
export const handler = () => typeof DynamoDBClient;`;

// Inside the repository, so that what the fixtures import is found.
const HOME = join(import.meta.dirname, '..', '..', '.statline');
let root: string;

beforeEach(async () => {
  await mkdir(HOME, { recursive: true });
  root = await mkdtemp(join(HOME, 'build-test-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const source = async (name: string, text: string): Promise<string> => {
  await mkdir(join(root, name), { recursive: true });
  const file = join(root, name, 'lambda.ts');
  await writeFile(file, text);
  return file;
};

const build = (entries: Readonly<Record<string, string>>, log: (text: string) => void = () => undefined) =>
  buildFunctions({ outdir: join(root, 'dist'), entries, log });

describe('a build', () => {
  it('keeps an AWS SDK that is imported on first need out of the cold start', async () => {
    const { functions, faults } = await build({ api: await source('api', LAZY) });
    const [api] = functions;
    expect(faults).toEqual([]);
    expect(api?.entryBytes).toBeLessThan(2000);
    expect(api?.lazyBytes).toBeGreaterThan(100_000);
    expect(api?.chunks.filter(({ awsSdk }) => awsSdk).map(({ load }) => load)).toContain('lazy');
    expect(api?.chunks.filter(({ awsSdk, load }) => awsSdk && load !== 'lazy')).toEqual([]);
  });

  it('joins what every cold start loads, and has it once for what is loaded later', async () => {
    const shared = await source(
      'shared',
      `export const made = { times: 0 }; made.times += 1; export default 'shared';`,
    );
    const part = (name: string) =>
      source(
        name,
        `import { made } from ${JSON.stringify(shared)}; import * as all from ${JSON.stringify(shared)};
        export const $times = () => [made.times, all.default];`,
      );
    const [now, later] = [await part('now'), await part('later')];
    const entry = `import { $times } from ${JSON.stringify(now)};
      export const handler = async () => {
        const [other, itself] = await Promise.all([import(${JSON.stringify(later)}), import(${JSON.stringify(shared)})]);
        return [$times(), other.$times(), itself.default, Object.keys(itself)];
      };`;
    const { functions } = await build({ api: await source('api', entry) });
    expect(functions[0]?.chunks.filter(({ load }) => load !== 'lazy').length).toBeLessThanOrEqual(2);
    const file = pathToFileURL(join(root, 'dist', 'api', 'lambda.mjs')).href;
    const { handler } = (await import(file)) as { handler: () => Promise<unknown> };
    expect(await handler()).toEqual([[1, 'shared'], [1, 'shared'], 'shared', ['default', 'made']]);
  });

  it('makes a module that runs', async () => {
    await build({ api: await source('api', LAZY) });
    const file = pathToFileURL(join(root, 'dist', 'api', 'lambda.mjs')).href;
    const { handler } = (await import(file)) as { handler: () => Promise<unknown> };
    expect(await handler()).toBe('function');
  });

  it('refuses an AWS SDK that every cold start would read', async () => {
    const lines: string[] = [];
    const { faults } = await build({ api: await source('api', EAGER) }, (line) => lines.push(line));
    expect(faults).toContain(
      'api: lambda.mjs holds the AWS SDK and is read at every cold start; import() it on first need',
    );
    expect(lines.join('\n')).toMatch(/AT COLD START[^]*over budget: api: /);
  });

  it('tells the sizes in a table and in a file that does not change by itself', async () => {
    const lines: string[] = [];
    const entries = { warm: await source('warm', 'export const handler = () => 2;'), api: await source('api', LAZY) };
    await build(entries, (line) => lines.push(line));
    const file = join(root, 'dist', 'sizes.json');
    const first = await readFile(file, 'utf8');
    await build(entries);
    expect(await readFile(file, 'utf8')).toBe(first);
    expect((JSON.parse(first) as { functions: { name: string }[] }).functions.map(({ name }) => name)).toEqual([
      'api',
      'warm',
    ]);
    expect(lines[0]?.split('\n').map((line) => line.slice(0, 8).trimEnd())).toEqual(['function', 'api', 'warm']);
    expect(lines[0]).toMatch(/lazy, \d+\.\d KB in chunks\/\S+\.mjs/);
  });

  it('leaves nothing of the build before', async () => {
    await build({ api: await source('api', LAZY) });
    await build({ api: await source('api', 'export const handler = () => 1;') });
    expect(await readdir(join(root, 'dist', 'api'))).toEqual(['lambda.mjs']);
  });

  it('says what is wrong with the source', async () => {
    await expect(build({ api: await source('api', "import './missing.ts';") })).rejects.toThrow('missing.ts');
    await expect(build({})).rejects.toThrow('There is no function to build');
  });
});

describe('the functions', () => {
  it('are the folders with a lambda.ts', async () => {
    const api = await source('api', '');
    await mkdir(join(root, 'shared'));
    await writeFile(join(root, 'compose.ts'), '');
    expect(await findFunctions(root)).toEqual({ api });
  });

  it('hold no schema of an answer', async () => {
    const functions = await findFunctions(join(import.meta.dirname, '..', '..', 'functions'));
    const bundles = await Promise.all(
      Object.entries(functions).map(([name, entry]) => bundle({ entry, outdir: join(root, 'dist', name) })),
    );
    const inputs = bundles.flat().flatMap((chunk) => chunk.inputs);
    expect(inputs).toContain('lib/http/reply.ts');
    // The schemas of tools share the words of these: which leagues there are.
    expect(inputs.filter((input) => input.startsWith('lib/http/documents/'))).toEqual(['lib/http/documents/parts.ts']);
  });
});

describe('sizes', () => {
  const chunk = (file: string, bytes: number, imports: readonly string[] = [], inputs: readonly string[] = []) => ({
    file,
    bytes,
    inputs,
    exports: [],
    imports: imports.map((text) => ({ file: text.replace('?', ''), lazy: text.startsWith('?') })),
  });
  const sizes = sizesOf('api', [
    chunk('lambda.mjs', 10, ['a.mjs', '?sdk.mjs']),
    chunk('sdk.mjs', 400, ['core.mjs', 'b.mjs'], ['node_modules/@aws-sdk/client-dynamodb/dist-es/index.js']),
    chunk('core.mjs', 200, [], ['node_modules/@smithy/core/dist-es/index.js']),
    chunk('b.mjs', 30, ['a.mjs']),
    chunk('a.mjs', 20, ['b.mjs']),
  ]);

  it('follow static imports, round cycles, and stop at import()', () => {
    expect(sizes).toMatchObject({ entryBytes: 10, staticBytes: 60, lazyBytes: 600, totalBytes: 660 });
    expect(sizes.chunks.map(({ file, load, awsSdk }) => `${file} ${load}${awsSdk ? ' sdk' : ''}`)).toEqual([
      'a.mjs static',
      'b.mjs static',
      'core.mjs lazy sdk',
      'lambda.mjs entry',
      'sdk.mjs lazy sdk',
    ]);
  });

  it('of the function with the pages have a budget of their own, which is small', () => {
    const web = sizesOf('web', [chunk('lambda.mjs', 20_000)]);
    expect(overBudget(web)).toEqual([
      'web: its entry has 20000 bytes, the budget is 20000',
      'web: a cold start reads 20000 bytes, the budget is 20000',
      'web: 20000 bytes in total, the budget is 20000',
    ]);
    expect(overBudget(sizesOf('api', [chunk('lambda.mjs', 20_000)]))).toEqual([]);
  });

  it('break a budget they reach', () => {
    expect(overBudget(sizes, { entryBytes: 11, staticBytes: 61, totalBytes: 661 })).toEqual([]);
    expect(overBudget(sizes, { entryBytes: 10, staticBytes: 60, totalBytes: 660 })).toEqual([
      'api: its entry has 10 bytes, the budget is 10',
      'api: a cold start reads 60 bytes, the budget is 60',
      'api: 660 bytes in total, the budget is 660',
    ]);
  });

  it('is one of a page as well: all that the dashboard sends', () => {
    const sizes = new Map([
      ['dashboard.html', 3000],
      ['dashboard.css', 5000],
      ['dashboard.js', 52_000],
      ['docs.css', 90_000],
    ]);
    expect(overPageBudget(sizes)).toEqual([]);
    expect(overPageBudget(new Map([...sizes, ['favicon.svg', 1]]))).toEqual([
      'web: the dashboard has 60001 bytes as gzip, the budget is 60000',
    ]);
  });
});
