import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuTimeOf } from '../cpu-time.ts';
import type { League } from '../warm-league.ts';

/** What one run of the warm function came to. */
export interface WarmRun {
  /** Provider calls by kind of document. */
  readonly calls: Readonly<Record<string, number>>;
  /** Bytes. */
  readonly peakMemory: number;
  /** Milliseconds: of the run, and of CPU in the function's process, its start left out. */
  readonly wall: number;
  readonly cpu: number;
}

export interface WarmRunOptions {
  readonly league: League;
  /** MB. */
  readonly memorySize: number;
  /** Node's own flags, in the environment's variable for them. */
  readonly nodeOptions?: string;
  readonly taskRoot?: string;
}

/** Starts an environment of the warm function, has it run once, and ends it as one that is no longer needed. */
export const runOnce = async ({ league, memorySize, nodeOptions, taskRoot }: WarmRunOptions): Promise<WarmRun> => {
  const environment = await league.start('warm', {
    memorySize,
    ...(nodeOptions !== undefined && { variables: { NODE_OPTIONS: nodeOptions } }),
    ...(taskRoot !== undefined && { taskRoot }),
  });
  try {
    const callsBefore = league.espn.calls().byEndpoint;
    const cpuBefore = await cpuTimeOf(environment.pid);
    const before = performance.now();
    await league.ask(environment, {}, 'warm');
    const wall = performance.now() - before;
    const cpu = (await cpuTimeOf(environment.pid)) - cpuBefore;
    const calls = Object.entries(league.espn.calls().byEndpoint)
      .map(([kind, count]) => [kind, count - callsBefore[kind as keyof typeof callsBefore]] as const)
      .filter(([, count]) => count > 0);
    return { calls: Object.fromEntries(calls), peakMemory: await peakMemoryOf(environment.pid), wall, cpu };
  } finally {
    // Stopping it would not wait for a profile that is being written.
    if (nodeOptions !== undefined && environment.pid !== undefined) process.kill(environment.pid);
    else await environment.stop();
    await environment.ended;
  }
};

/** The most that a process has had in memory at once, in bytes. Linux. */
const peakMemoryOf = async (pid: number | undefined): Promise<number> => {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024;
};

// A profile is written by a process that ends of its own will.
const ENDS_WHEN_TOLD = `data:text/javascript,process.once(%27SIGTERM%27,()=>process.exit(0))`;

/** The text of the profile of one run of the function as it is written, so that what is found has its name. */
export const profiledRun = async (
  options: Omit<WarmRunOptions, 'nodeOptions' | 'taskRoot'>,
  kind: 'cpu' | 'heap',
): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'statline-warm-profile-'));
  try {
    const module = join(import.meta.dirname, '..', '..', 'functions', 'warm', 'lambda.ts');
    await writeFile(join(folder, 'lambda.mjs'), `export { handler } from ${JSON.stringify(module)};\n`);
    const nodeOptions = `--import=${ENDS_WHEN_TOLD} --${kind}-prof --${kind}-prof-dir=${folder}`;
    await runOnce({ ...options, nodeOptions, taskRoot: folder });
    const file = (await readdir(folder)).find((name) => name.endsWith(`.${kind}profile`));
    if (file === undefined) throw new Error('The function has left no profile');
    return await readFile(join(folder, file), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
