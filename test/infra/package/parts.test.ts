import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lint } from '../../../infra/drill/lint.ts';
import { startDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { ensureTable } from '../../../infra/local/dynamodb/table.ts';
import { startRedisRest } from '../../../infra/local/redis-rest/redis-rest.ts';
import { exec, nodes, packPackage, ROOT, TSC, TYPE_ROOTS, type Packed } from './installed.ts';

const EXAMPLES = join(ROOT, 'docs', 'examples');
let packed: Packed;

beforeAll(async () => {
  packed = await packPackage();
}, 180_000);

afterAll(() => packed.remove());

describe('the example application', () => {
  let app: string;

  beforeAll(async () => {
    // What a registry would bring: the packages that the application has of its own.
    app = await packed.install('app', ['aws-cdk-lib', 'constructs', 'cdk-nag']);
    for (const file of ['app.ts', 'stack.ts', 'cdk.json']) await copyFile(join(EXAMPLES, 'cdk', file), join(app, file));
  }, 60_000);

  it('wants what the package wants of it', async () => {
    const read = async (path: string) =>
      JSON.parse(await readFile(path, 'utf8')) as {
        readonly version: string;
        readonly dependencies: Readonly<Record<string, string>>;
        readonly peerDependencies: Readonly<Record<string, string>>;
      };
    // Its manifest is for a machine with a registry.
    const [its, statline] = await Promise.all([
      read(join(EXAMPLES, 'cdk', 'package.json')),
      read(join(app, 'node_modules', 'statline', 'package.json')),
    ]);
    const { 'aws-cdk-lib': cdk, constructs } = statline.peerDependencies;
    expect(its.dependencies).toEqual({
      'aws-cdk-lib': cdk,
      constructs,
      statline: `file:./statline-${statline.version}.tgz`,
    });
  });

  it('compiles, and synthesises without a network or a build of ours', async () => {
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext'];
    const types = ['--allowImportingTsExtensions', ...TYPE_ROOTS];
    const cwd = app;
    await exec(process.execPath, [TSC, 'app.ts', ...flags, ...types], { cwd }).catch((error: unknown) => {
      throw new Error((error as { readonly stdout: string }).stdout);
    });
    const out = join(packed.home, 'assembly');
    await exec(process.execPath, ['app.ts'], { cwd, env: { ...process.env, CDK_OUTDIR: out } });
    const file = join(out, 'Scores.template.json');
    // Where cfn-lint is installed: throws what it finds.
    await lint(file);
    const template = JSON.parse(await readFile(file, 'utf8')) as Template;
    const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    expect(functions).toHaveLength(6 + 1);
    const assets = (await readdir(out)).filter((name) => name.startsWith('asset.'));
    const handlers = await Promise.all(assets.map((asset) => readdir(join(out, asset))));
    expect(handlers.filter((files) => files.includes('lambda.mjs'))).toHaveLength(6);
  }, 120_000);

  it('passes AWS’s own rules, as far as it is Statline', async () => {
    await writeFile(join(app, 'nag.ts'), NAG);
    const { stdout } = await exec(process.execPath, ['nag.ts'], { cwd: app });
    const found = stdout.split('\n').filter((line) => line !== '');
    // The rules were asked: the bot is not as careful.
    expect(found.join()).toContain('Scores/Bot');
    expect(found.filter((line) => line.includes('Scores/Statline'))).toEqual([]);
  }, 60_000);

  it('is called from an application in CommonJS as well', async () => {
    const asks = "const { Statline } = require('statline/cdk'); console.log(typeof Statline)";
    for (const node of await nodes()) {
      const { stdout } = await exec(node, ['-e', asks], { cwd: app });
      expect(stdout).toBe('function\n');
    }
  });
});

describe('the engine', () => {
  const STRICT = ['--strict', '--target', 'es2022', '--module', 'nodenext', ...TYPE_ROOTS];
  const compile = (cwd: string, file: string) =>
    exec(process.execPath, [TSC, file, ...STRICT], { cwd }).catch((error: unknown) => {
      throw new Error((error as { readonly stdout: string }).stdout);
    });

  it('answers as its page says, on every Node that is here and without any other package', async () => {
    const folder = await packed.install('plain');
    const page = await readFile(join(ROOT, 'docs', 'engine.md'), 'utf8');
    const [, code = ''] = /```ts\n([^]*?)```/.exec(page) ?? [];
    const [, printed] = /```text\n([^]*?)```/.exec(page) ?? [];
    await writeFile(join(folder, 'page.ts'), code);
    await compile(folder, 'page.ts');
    for (const node of await nodes()) {
      const { stdout } = await exec(node, ['page.js'], { cwd: folder });
      expect(stdout).toBe(printed);
    }
  }, 60_000);

  it('holds nothing of sports', async () => {
    const folder = join(packed.staged, 'cache');
    const chunks = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js'));
    const texts = await Promise.all([
      readFile(join(packed.staged, 'cache.js'), 'utf8'),
      ...chunks.map((file) => readFile(join(folder, file), 'utf8')),
    ]);
    for (const text of texts) expect(text).not.toMatch(/statline|espn|\b(league|player|roster|season|nfl|nba)s?\b/i);
  });

  it('is the cache of a function with exchange rates, over Redis and DynamoDB', async () => {
    const folder = await packed.install('rates', ['@upstash/redis', '@aws-sdk/client-dynamodb']);
    await copyFile(join(EXAMPLES, 'engine', 'rates.ts'), join(folder, 'rates.ts'));
    await writeFile(join(folder, 'main.ts'), MAIN);
    await compile(folder, 'main.ts');
    const [redis, dynamodb] = await Promise.all([startRedisRest(), startDynamoDb()]);
    try {
      await ensureTable({ endpoint: dynamodb.url, tableName: 'rates' });
      const settings = {
        upstash: { url: redis.url, token: redis.token, timeout: 5000 },
        dynamodb: {
          tableName: 'rates',
          timeout: 5000,
          client: {
            endpoint: dynamodb.url,
            region: 'us-east-1',
            credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
          },
        },
      };
      const run = async (node: string): Promise<unknown> =>
        JSON.parse((await exec(node, ['main.js', JSON.stringify(settings)], { cwd: folder })).stdout);
      // Two of one release, and a new process after them.
      const [node = process.execPath] = (await nodes()).slice(-1);
      expect(await run(process.execPath)).toEqual({
        first: { status: 200, rate: { currency: 'EUR', dollars: 1 }, from: 'provider', stale: false },
        again: { status: 200, rate: { currency: 'EUR', dollars: 1 }, from: 'l1', stale: false },
        other: { status: 200, rate: { currency: 'EUR', dollars: 1 }, from: 'l2', stale: false },
        nothing: { status: 404 },
        corrected: { status: 200, rate: { currency: 'EUR', dollars: 2 }, from: 'provider', stale: false },
        asked: 3,
      });
      expect(await run(node)).toMatchObject({
        first: { status: 200, rate: { currency: 'EUR', dollars: 2 }, from: 'l2', stale: false },
      });
    } finally {
      await Promise.all([redis.close(), dynamodb.close()]);
    }
  }, 120_000);
});

/** Two environments of the function before one provider, whose price rises each time somebody asks. */
const MAIN = `
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRates } from './rates.js';

let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  if (request.url !== '/EUR') return void response.writeHead(404).end();
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ currency: 'EUR', dollars: asked === 1 ? 1 : 2 }));
});
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
const provider = 'http://127.0.0.1:' + (server.address() as AddressInfo).port;
const settings = { ...JSON.parse(process.argv[2] ?? ''), provider };
const [one, other] = [createRates(settings), createRates(settings)];
const EUR = { currency: 'EUR' };
const first = await one.handler(EUR);
const again = await one.handler(EUR);
const elsewhere = await other.handler(EUR);
const nothing = await one.handler({ currency: 'NIL' });
await one.correct(['EUR']);
const corrected = await one.handler(EUR);
console.log(JSON.stringify({ first, again, other: elsewhere, nothing, corrected, asked }));
server.close();
server.closeAllConnections();
`;

const NAG = `
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ScoresStack } from './stack.ts';

const app = new App();
const stack = new ScoresStack(app, 'Scores');
const checks = new AwsSolutionsChecks(app);
Validations.of(app).addPlugins(checks);
for (const { ruleName, violatingResources } of checks.validate({ appConstruct: stack, templatePaths: [] }).violations) {
  for (const { constructPath } of violatingResources) console.log(ruleName, constructPath);
}
`;

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}
