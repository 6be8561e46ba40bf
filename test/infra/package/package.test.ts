import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stagePackage } from '../../../infra/package/stage.ts';
import { createTestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { serveApi, type ServedApi } from '../../support/http-clients.ts';

const exec = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..', '..');
// Another one is tried by hand: docs/client.md says how.
const TSC = process.env.STATLINE_TSC ?? join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const MAX_GZIP_BYTES = 6 * 1024;

let home: string;
let packed: readonly string[];
let served: ServedApi;

/** An empty folder of somebody else's, with the tarball installed in it and no registry at hand. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'statline-package-'));
  const staged = join(home, 'staged');
  const user = join(home, 'user');
  packed = await stagePackage(staged);
  await exec('npm', ['pack', '--silent', '--pack-destination', home], { cwd: staged });
  const [tarball = ''] = (await readdir(home)).filter((file) => file.endsWith('.tgz'));
  await mkdir(user);
  await writeFile(join(user, 'package.json'), '{"private":true,"type":"module"}');
  const flags = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--cache', join(home, 'cache')];
  await exec('npm', ['install', ...flags, join(home, tarball)], { cwd: user });
  await writeFile(join(user, 'sample.ts'), await readFile(join(import.meta.dirname, 'sample.txt'), 'utf8'));
  served = await serveApi(createTestApi({ upstream: createFakeUpstream(), clock: createFakeClock() }));
}, 180_000);

afterAll(async () => {
  await served.close();
  await rm(home, { recursive: true, force: true });
});

/** The Nodes of this machine: the project's own, and the one that has started npm. */
const nodes = async (): Promise<readonly string[]> => {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .filter((file) => existsSync(file));
  const others = await Promise.all(
    found.slice(0, 1).map(async (file) => [file, (await exec(file, ['--version'])).stdout] as const),
  );
  return [process.execPath, ...others.filter(([, version]) => /^v(2\d|[3-9]\d)\./.test(version)).map(([file]) => file)];
};

const compile = (flags: readonly string[]) =>
  exec(process.execPath, [TSC, 'sample.ts', '--strict', '--target', 'es2022', ...flags], {
    cwd: join(home, 'user'),
  }).catch((error: unknown) => {
    throw new Error((error as { readonly stdout: string }).stdout);
  });

const TYPE_ROOTS = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules', '@types')];

describe('the package', () => {
  it('holds the client, its types, the command and nothing else', async () => {
    const installed = await readdir(join(home, 'user', 'node_modules', 'statline'), { recursive: true });
    const files = installed.filter((file) => /\.\w+$|LICENSE/.test(file)).map((file) => file.replaceAll('\\', '/'));
    expect(files.sort()).toEqual([...packed].sort());
    expect(
      files.filter(
        (file) => !/^(LICENSE|README\.md|CLI\.md|package\.json|client\.js|types\/.*\.d\.ts|cli\/.*\.mjs)$/.test(file),
      ),
    ).toEqual([]);
    // Nothing else was needed: the peers are for parts that this user does not have.
    const modules = await readdir(join(home, 'user', 'node_modules'));
    expect(modules.filter((name) => !name.startsWith('.'))).toEqual(['statline']);
  });

  it('is 6 KB packed at the most', async () => {
    const client = await readFile(join(home, 'staged', 'client.js'));
    expect(gzipSync(client, { level: 9 }).length).toBeLessThanOrEqual(MAX_GZIP_BYTES);
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
