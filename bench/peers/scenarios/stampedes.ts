import { setTimeout as sleep } from 'node:timers/promises';
import type { Group } from '../group.ts';
import { openWarm, settled, type Rig } from '../rig.ts';

const VALUE = { takes: 50, gives: 'new' } as const;

const oneEnvironment = async (rig: Rig) => {
  const cache = await openWarm(rig, 0);
  const before = await settled(rig);
  const { loads } = await cache.call({ keys: [rig.key()], times: 1000, upstream: VALUE });
  return [loads, (await settled(rig)) - before];
};

/** The same cold key from several environments in the same millisecond. */
const manyEnvironments = async (rig: Rig, { count, times }: { readonly count: number; readonly times: number }) => {
  const caches = await Promise.all(Array.from({ length: count }, (_, number) => openWarm(rig, number)));
  await settled(rig);
  const call = { keys: [rig.key()], times, upstream: VALUE, at: Date.now() + 200 };
  const reports = await Promise.all(caches.map((cache) => cache.call(call)));
  const loads = reports.reduce((sum, report) => sum + report.loads, 0);
  return { loads, slowest: Math.max(...reports.map((report) => report.ms)) };
};

const failing = async (rig: Rig) => {
  const cache = await openWarm(rig, 0);
  const call = { keys: [rig.key()], times: 100, upstream: { takes: 20 } };
  const first = await cache.call(call);
  await sleep(100);
  const second = await cache.call(call);
  return [first.loads, first.ms, second.loads];
};

export const stampedes: Group = {
  name: 'stampedes',
  title: 'Many callers, one cold key (loader 50 ms), and a failing loader (20 ms)',
  columns: [
    '1,000 calls in 1 environment: loads',
    'L2 commands',
    '2 x 100 calls: loads',
    '8 x 1 call: loads',
    'slowest ms',
    'loader fails, 100 calls: loads',
    'ms',
    '100 more after 100 ms: loads',
  ],
  notes: [],
  abreast: 1,
  withTable: false,
  async run(rig) {
    const single = await oneEnvironment(rig);
    const two = await manyEnvironments(rig, { count: 2, times: 100 });
    const eight = await manyEnvironments(rig, { count: 8, times: 1 });
    return [...single, two.loads, eight.loads, eight.slowest, ...(await failing(rig))];
  },
};
