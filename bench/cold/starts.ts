import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../infra/local/runtime/environment.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { cpuTimeOf } from '../cpu-time.ts';
import type { Event, League } from '../warm-league.ts';
import type { CpuQuota } from './cpu-quota.ts';

/** What one new environment took, in milliseconds. */
export interface Start {
  /** Of CPU, from the start of the process until it takes its first invocation. */
  readonly init: number;
  /** Of the first two invocations: CPU, and what was waited for. */
  readonly cpu: readonly [number, number];
  readonly wall: readonly [number, number];
}

/** A function that is started anew, and what it is asked. */
export interface Subject {
  readonly label: string;
  /** The name of its bundle. */
  readonly name: string;
}

export const SUBJECTS: readonly Subject[] = [
  { label: 'empty', name: 'empty' },
  { label: 'one fetch', name: 'fetch' },
  { label: '@upstash/redis, one MGET', name: 'upstash' },
  { label: 'statline, a stat line from Redis', name: 'api' },
];

const STAT_LINE: Event = {
  routeKey: ROUTE.stats,
  headers: { 'accept-encoding': 'gzip' },
  pathParameters: { league: 'nfl', player: '3918298' },
  queryStringParameters: {},
};

/** Starts an environment at full speed, then asks it twice within the quota, if there is one. */
export const startOnce = async (league: League, { name }: Subject, quota?: CpuQuota): Promise<Start> => {
  const environment = await league.start(name);
  try {
    // What a start leaves to the next turns of the event loop is done before Lambda sends an invocation.
    await sleep(100);
    const init = await cpuTimeOf(environment.pid);
    if (environment.pid !== undefined) await quota?.hold(environment.pid);
    const first = await askTimed(league, environment, 'first');
    await sleep(300);
    const second = await askTimed(league, environment, 'second');
    return { init, cpu: [first.cpu, second.cpu], wall: [first.wall, second.wall] };
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
