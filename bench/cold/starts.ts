import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../infra/local/runtime/environment.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { cpuTimeOf } from '../cpu-time.ts';
import type { Event, League, StartOptions } from '../warm-league.ts';
import type { CpuQuota } from './cpu-quota.ts';

/** What one new environment took, in milliseconds. */
export interface Start {
  /** Of CPU, from the start of the process until it takes its first invocation; and what was waited for until then. */
  readonly init: number;
  readonly ready: number;
  /** Of the first two invocations: CPU, and what was waited for. */
  readonly cpu: readonly [number, number];
  readonly wall: readonly [number, number];
}

/** A function that is started anew, and what it is asked. */
export interface Subject {
  readonly label: string;
  /** The name of its bundle. */
  readonly name: string;
  readonly options?: StartOptions;
}

/** What all others are multiples of. */
export const FLOOR = '@upstash/redis, one MGET';
export const STATLINE = 'statline, a stat line from Redis';

export const SUBJECTS: readonly Subject[] = [
  { label: 'empty', name: 'empty' },
  { label: 'one fetch', name: 'fetch' },
  { label: FLOOR, name: 'upstash' },
  { label: STATLINE, name: 'api' },
];

const STAT_LINE: Event = {
  routeKey: ROUTE.stats,
  headers: { 'accept-encoding': 'gzip' },
  pathParameters: { league: 'nfl', player: '3918298' },
  queryStringParameters: {},
};

/** Starts an environment at full speed, then asks it twice within the quota, if there is one. */
export const startOnce = async (league: League, { name, options }: Subject, quota?: CpuQuota): Promise<Start> => {
  const began = performance.now();
  const environment = await league.start(name, options);
  const ready = performance.now() - began;
  try {
    // What a start leaves to the next turns of the event loop is done before Lambda sends an invocation.
    await sleep(100);
    const init = await cpuTimeOf(environment.pid);
    if (environment.pid !== undefined) await quota?.hold(environment.pid);
    const first = await askTimed(league, environment, 'first');
    await sleep(300);
    const second = await askTimed(league, environment, 'second');
    return { init, ready, cpu: [first.cpu, second.cpu], wall: [first.wall, second.wall] };
  } finally {
    await environment.kill();
  }
};

const askTimed = async (league: League, environment: Environment, requestId: string) => {
  const cpuBefore = await cpuTimeOf(environment.pid);
  const before = performance.now();
  await league.ask(environment, STAT_LINE, requestId);
  const wall = performance.now() - before;
  return { wall, cpu: (await cpuTimeOf(environment.pid)) - cpuBefore };
};
