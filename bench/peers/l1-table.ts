import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startRedisRest } from '../../infra/local/redis-rest/redis-rest.ts';
import type { Cell } from './group.ts';
import type { L1Row, L1Task } from './l1-hits.ts';
import type { RedisServer } from './redis-server.ts';
import type { Table } from './tables.ts';

const FLOOR = 'Map.get';
const PROMISE_FLOOR = 'Promise.resolve(Map.get)';

/** A hit in memory, in one process with nothing else in it. */
export const measureL1Hits = async (redis: RedisServer, rounds: number): Promise<Table> => {
  const rest = await startRedisRest({ redis: `redis://${redis.host}:${redis.port}` });
  const task: L1Task = {
    rounds,
    redis: { host: redis.host, port: redis.port },
    rest: { url: rest.url, token: rest.token },
  };
  const file = fileURLToPath(new URL('./l1-hits.ts', import.meta.url));
  const child = fork(file, [JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const answered = once(child, 'message');
  const exited = once(child, 'exit');
  try {
    const died = exited.then(() => Promise.reject(new Error('The L1 measurement died')));
    died.catch(() => undefined);
    const [rows] = (await Promise.race([answered, died])) as [readonly L1Row[]];
    return tableOf(rows);
  } finally {
    child.kill('SIGKILL');
    await exited;
    await rest.close();
  }
};

const tableOf = (rows: readonly L1Row[]): Table => {
  const medians = new Map(rows.map(({ label, rounds }) => [label, middle(rounds)]));
  const map = medians.get(FLOOR) ?? Number.NaN;
  const promise = medians.get(PROMISE_FLOOR) ?? Number.NaN;
  return {
    name: 'l1-hits',
    title: 'L1 hit of a 2 KB object: times Map.get, and times a promise of Map.get, in this run',
    columns: ['x Map.get', 'x promise', 'ns (of this machine)'],
    notes: [
      'Median of the interleaved rounds. "query built": Statline asked with a new query object each time, as its routes do.',
      'Statline promises an answer, which has the value at hand, and keeps that promise for the next who asks. "A promise of its own": of the value, made for each call, as the others do.',
      'bentocache throws at the first read after an L2 hit when serialize is false, so that row has no L2.',
    ],
    rows: rows.map(({ label, rounds }) => {
      const ns = middle(rounds);
      const cells: readonly Cell[] = [ratio(ns / map), ratio(ns / promise), ratio(ns)];
      return { label, cells };
    }),
  };
};

const ratio = (value: number): Cell => (value < 100 ? Number(value.toPrecision(3)) : Math.round(value));

const middle = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
