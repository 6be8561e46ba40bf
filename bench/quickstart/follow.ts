import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { notPrinted, type Step } from './steps.ts';

export interface FollowOptions {
  /** An empty folder. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** When what was started has to have printed its part, in milliseconds. */
  readonly patience?: number;
  readonly log: (line: string) => void;
}

/** Does what a page says, step by step, and ends what it has started. Throws where something else comes of it. */
export const follow = async (steps: readonly Step[], options: FollowOptions): Promise<void> => {
  const { log } = options;
  const started: Started[] = [];
  let folder = options.home;
  try {
    for (const step of steps) {
      const since = performance.now();
      switch (step.kind) {
        case 'write':
          await writeFile(join(folder, step.file), step.text);
          log(`wrote ${step.file}`);
          continue;
        case 'start':
          started.push(await start(step, folder, options));
          break;
        case 'run':
          folder = await run(step, folder, options);
      }
      log(`${((performance.now() - since) / 1000).toFixed(1).padStart(6)} s  ${oneLine(step.commands)}`);
    }
  } finally {
    await Promise.all(started.map(({ end }) => end()));
  }
};

/** Runs commands in one shell; answers the folder they end in. */
const run = async (
  { commands, shown }: Step & { readonly kind: 'run' },
  folder: string,
  { home, env }: FollowOptions,
): Promise<string> => {
  const place = join(home, '.folder');
  const script = `set -e\n${commands}\npwd > "${place}"`;
  const child = spawn('bash', ['-c', script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = collected(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${commands}ended with ${code ?? 'a signal'}:\n${printed()}`);
  const line = notPrinted(shown, printed());
  if (line !== undefined) throw new Error(`${commands}did not print "${line}":\n${printed()}`);
  return (await readFile(place, 'utf8')).trim();
};

interface Started {
  readonly end: () => Promise<void>;
}

/** Starts commands that go on, and waits until they have printed what the page shows. */
const start = async (
  { commands, shown }: Step & { readonly kind: 'start' },
  folder: string,
  { env, patience = 120_000 }: FollowOptions,
): Promise<Started> => {
  // In a group of its own, as in another terminal: it is ended with everything that it has started.
  const child = spawn('bash', ['-c', commands], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = once(child, 'close');
  const printed = collected(child);
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await closed;
  };
  const isReady = (): boolean => notPrinted(shown, printed()) === undefined;
  const ready = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), patience);
    const settle = (): void => {
      clearTimeout(timer);
      resolve(isReady());
    };
    const look = (): void => {
      if (isReady()) settle();
    };
    child.stdout.on('data', look);
    child.once('close', settle);
    look();
  });
  if (await ready) return { end };
  await end();
  throw new Error(`${commands}did not print what the page shows:\n${printed()}`);
};

const collected = ({ stdout, stderr }: ChildProcess): (() => string) => {
  let text = '';
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
};

const oneLine = (commands: string): string => commands.trim().split('\n').join('; ');
