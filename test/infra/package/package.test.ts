import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { serveApi, type ServedApi } from '../../support/http-clients.ts';
import { exec, nodes, packPackage, ROOT, TSC, TYPE_ROOTS, type Packed } from './installed.ts';

const MAX_CLIENT_GZIP_BYTES = 6 * 1024;
const MAX_TARBALL_BYTES = 2_100_000;

let packed: Packed;
let home: string;
let served: ServedApi;

beforeAll(async () => {
  packed = await packPackage();
  ({ home } = packed);
  const user = await packed.install('user');
  await writeFile(join(user, 'sample.ts'), await readFile(join(import.meta.dirname, 'sample.txt'), 'utf8'));
  served = await serveApi(createTestApi({ upstream: createFakeUpstream(), clock: createFakeClock() }));
}, 180_000);

afterAll(async () => {
  await served.close();
  await packed.remove();
});

const compile = (flags: readonly string[]) =>
  exec(process.execPath, [TSC, 'sample.ts', '--strict', '--target', 'es2022', ...flags], {
    cwd: join(home, 'user'),
  }).catch((error: unknown) => {
    throw new Error((error as { readonly stdout: string }).stdout);
  });

const EXPECTED = [
  /^(LICENSE|LICENSES\.txt|README\.md|CHANGELOG\.md|package\.json|client\.js)$/,
  /^docs\/[\w-]+\.md$/,
  /^types\/.*\.d\.ts$/,
  /^cli\/.*\.mjs$/,
  /^cache(\.js|\/(upstash|dynamodb)\.js|\/chunks\/[\w-]+\.js)$/,
  /^cdk\/(cdk|chunks\/[\w-]+)\.mjs$/,
  /^cdk\/functions\/\w+\/(lambda|chunks\/[\w-]+)\.mjs$/,
  /^cdk\/functions\/web\/static\/[\w.-]+\.(gz|json)$/,
];

describe('the package', () => {
  it('holds bundles, types, documents and nothing else', async () => {
    const installed = await readdir(join(home, 'user', 'node_modules', 'statline'), {
      recursive: true,
      withFileTypes: true,
    });
    const files = installed
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).split('/node_modules/statline/')[1] ?? '');
    const unexpected = files.filter((file) => !EXPECTED.some((pattern) => pattern.test(file)));
    expect(unexpected).toEqual([]);
    for (const pattern of EXPECTED) expect(files.filter((file) => pattern.test(file))).not.toEqual([]);
    // Nothing else was needed: the peers are for parts that this user does not have.
    const modules = await readdir(join(home, 'user', 'node_modules'));
    expect(modules.filter((name) => !name.startsWith('.'))).toEqual(['statline']);
  });

  it('is small', async () => {
    const client = await readFile(join(home, 'staged', 'client.js'));
    expect(gzipSync(client, { level: 9 }).length).toBeLessThanOrEqual(MAX_CLIENT_GZIP_BYTES);
    expect((await stat(packed.tarball)).size).toBeLessThanOrEqual(MAX_TARBALL_BYTES);
  });

  it('names the licence of everything that is bundled', async () => {
    const text = await readFile(join(home, 'staged', 'LICENSES.txt'), 'utf8');
    const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    for (const name of [...Object.keys(dependencies), 'swagger-ui-dist', 'uplot', '@smithy/core']) {
      expect(text).toMatch(new RegExp(`^- ${name} \\d[\\w.-]*: [\\w.-]+$`, 'm'));
    }
    expect(text).toContain('Apache License');
  });

  // With nothing left unchecked: the declarations are those of a stranger to this project.
  it.each([
    ['nodenext', ['--module', 'nodenext']],
    ['node16', ['--module', 'node16']],
    [
      'bundler, with a browser’s types',
      ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom,dom.iterable'],
    ],
  ])('compiles with %s', async (_, flags) => {
    const { stdout } = await compile(['--noEmit', ...flags, ...TYPE_ROOTS]);
    expect(stdout).toBe('');
  });

  it('runs on every Node that is here, from 20 on', async () => {
    await compile(['--module', 'nodenext', '--skipLibCheck', ...TYPE_ROOTS]);
    for (const node of await nodes()) {
      const { stdout } = await exec(node, ['sample.js', served.url], { cwd: join(home, 'user') });
      expect(stdout.split('\n')).toEqual([
        expect.stringMatching(/^Patrick Mahomes: .*3,928.* \(3928\)$/),
        expect.stringMatching(/^nfl stats of mahomes, season 2024: from (the provider|memory), 0 s old\.$/),
        '2',
        'KC',
        '4',
        '',
      ]);
    }
  });

  it('has a command that runs on each of them, and reads no other command with it', async () => {
    const command = join(home, 'user', 'node_modules', '.bin', 'statline');
    for (const node of await nodes()) {
      const run = (...words: readonly string[]) =>
        exec(node, [command, ...words], { cwd: home, env: { PATH: process.env.PATH, HOME: home } });
      expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
      const { stdout } = await run('get', 'nfl/players/mahomes/stats', 'season=2024', '--json', '--url', served.url);
      expect(JSON.parse(stdout)).toMatchObject({ player: { name: 'Patrick Mahomes' }, season: 2024 });
      const drawn = await run('card', 'nfl', 'mahomes', '--url', served.url);
      expect(drawn.stdout).toMatch(/^╭─ Patrick Mahomes · NFL/);
      // Every chunk is there, and the keys of the environment are not needed for a key alone.
      expect((await run('keys', 'create', '--role', 'read', '--name', 'a')).stdout).toMatch(/^key {3}statline_/);
      expect((await run('mcp', '--help')).stdout).toContain('statline mcp');
      for (const name of ['warm', 'doctor', 'purge', 'usage']) {
        expect((await run(name, '--help')).stdout).toContain(`statline ${name}`);
      }
      const refused = run('get', 'nfl/players/nobody such', '--url', served.url);
      await expect(refused).rejects.toMatchObject({ code: 3 });
    }
  });
});
