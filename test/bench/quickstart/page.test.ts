import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { follow } from '../../../bench/quickstart/follow.ts';
import { stepsOf, type Step } from '../../../bench/quickstart/steps.ts';
import { createTestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { serveApi } from '../../support/http-clients.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'statline-page-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const followed = async (...steps: readonly Step[]): Promise<readonly string[]> => {
  const lines: string[] = [];
  await follow(steps, { home, env: process.env, patience: 20_000, log: (line) => lines.push(line) });
  return lines;
};

const run = (commands: string, ...shown: readonly string[]): Step => ({ kind: 'run', commands, shown });

describe('who follows a page', () => {
  it('keeps the folder from step to step, and writes files where they are', async () => {
    const write: Step = { kind: 'write', file: 'a.txt', text: 'written\n' };
    expect(await followed(run('mkdir in; cd in\n'), write, run('cat a.txt\npwd\n', 'written', '…/in'))).toEqual([
      expect.stringMatching(/ s {2}mkdir in; cd in$/),
      'wrote a.txt',
      expect.stringMatching(/ s {2}cat a.txt; pwd$/),
    ]);
  });

  it('stops where a command fails, or prints something else', async () => {
    await expect(followed(run('echo oh; exit 3\n'))).rejects.toThrow('echo oh; exit 3\nended with 3:\noh');
    await expect(followed(run('false; echo on\n'))).rejects.toThrow('ended with 1');
    await expect(followed(run('echo two\n', 'one'))).rejects.toThrow('did not print "one":\ntwo');
  });

  it('waits for what is started, and ends it with all that it has started', async () => {
    // It holds the output, so that nobody is done while it lives.
    const start: Step = { kind: 'start', commands: 'sleep 50 & echo $! > child; echo ready; wait\n', shown: ['ready'] };
    const since = performance.now();
    await followed(start, run('kill -0 $(cat child)\n'));
    expect(performance.now() - since).toBeLessThan(40_000);
  });

  it('says what was printed by something that ends before it is ready', async () => {
    const start: Step = { kind: 'start', commands: 'echo no port\n', shown: ['ready'] };
    await expect(followed(start)).rejects.toThrow('did not print what the page shows:\nno port');
  });
});

describe('docs/quickstart.md', () => {
  const steps = readFile(join(ROOT, 'docs', 'quickstart.md'), 'utf8').then(stepsOf);

  it('starts something, writes a file, and shows what is printed', async () => {
    const kinds = (await steps).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'start')).toEqual(['start']);
    expect(kinds.filter((kind) => kind === 'write')).toEqual(['write']);
    expect((await steps).filter((step) => step.kind === 'run' && step.shown.length > 0).length).toBeGreaterThan(2);
  });

  it('runs scripts that there are', async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const named = (await steps).flatMap((step) =>
      step.kind === 'write' ? [] : [...step.commands.matchAll(/npm (?:run )?(start|(?<=run )[\w-]+)/g)],
    );
    expect(named.map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([]);
    expect(named.length).toBeGreaterThan(1);
  });

  // The whole page, from an empty folder on: npm run bench -- quickstart.
  it('has a bot that answers', async () => {
    const clock = createFakeClock(Date.UTC(2024, 10, 10, 17));
    const served = await serveApi(createTestApi({ upstream: createFakeUpstream(), clock }));
    const folder = join(ROOT, '.statline');
    await mkdir(folder, { recursive: true });
    const inside = await mkdtemp(join(folder, 'page-'));
    try {
      for (const step of await steps) {
        if (step.kind !== 'write') continue;
        // A machine that is busy with other work is not what is tested here.
        const text = step.text.replace('http://127.0.0.1:8787', served.url).replace('timeout: 2800', 'timeout: 50_000');
        await writeFile(join(inside, step.file), text);
      }
      const said = async (text: string): Promise<string> =>
        (await promisify(execFile)(process.execPath, ['bot.mjs', text], { cwd: inside })).stdout.trim();
      expect(await said('mahomes')).toBe('Patrick Mahomes (KC), 2024: 3,928 Pass Yds');
      expect(await said('byron young')).toBe('Which one? Byron Young (LB): 4428633, Byron Young (DT): 4429202');
      expect(await said('patrik mahomse')).toMatch(/^Nobody is called so\./);
    } finally {
      await rm(inside, { recursive: true, force: true });
      await served.close();
    }
  });
});
