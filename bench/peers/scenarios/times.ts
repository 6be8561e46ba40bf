import { setTimeout as sleep } from 'node:timers/promises';
import type { Cell, Group } from '../group.ts';
import { openWarm, settled, type Rig } from '../rig.ts';

const TTL = 2000;
const BACKFILL_AT = 1500;
const POLL = 50;
const NEW = { takes: 0, gives: 'new' } as const;
const OLD = { takes: 0, gives: 'old' } as const;

/** The second environment reads at 1,500 ms of 2,000: how long after the 2,000 does it still give that value? */
const overrun = async (rig: Rig): Promise<Cell> => {
  const key = rig.key();
  const [writer, reader] = await Promise.all([0, 1].map((number) => openWarm(rig, number, { ttl: TTL })));
  if (writer === undefined || reader === undefined) return '-';
  await writer.call({ keys: [key], upstream: OLD });
  const began = performance.now();
  await sleep(BACKFILL_AT);
  await reader.call({ keys: [key], upstream: NEW });
  let last = began;
  while (performance.now() - began < 2 * TTL + 500) {
    const { got } = await reader.call({ keys: [key], upstream: NEW });
    if (got !== 'old') break;
    last = performance.now();
    await sleep(POLL);
  }
  const over = last - began - TTL;
  return over < 2 * POLL ? 0 : `+${Math.ceil(over / (2 * POLL)) * 2 * POLL}`;
};

/** The upstream says there is no such thing: is that remembered, here and elsewhere? */
const absence = async (rig: Rig): Promise<Cell> => {
  const key = rig.key();
  const [here, there] = await Promise.all([0, 1].map((number) => openWarm(rig, number)));
  if (here === undefined || there === undefined) return '-';
  const call = { keys: [key], upstream: { takes: 0, gives: null } };
  const first = await here.call(call);
  const second = await here.call(call);
  await settled(rig);
  const elsewhere = await there.call(call);
  const loads = first.loads + second.loads;
  return `${loads} / ${loads + elsewhere.loads} / ${elsewhere.got}`;
};

/** The TTL is over and the upstream is down; each contender has its own stale window open. */
const staleIfError = async (rig: Rig): Promise<Cell> => {
  const key = rig.key();
  const cache = await openWarm(rig, 0, { ttl: 1000, staleFor: 60_000 });
  await cache.call({ keys: [key], upstream: OLD });
  await sleep(1300);
  const before = await cache.loads();
  let served = 0;
  for (let call = 0; call < 5; call += 1) {
    const { got } = await cache.call({ keys: [key], upstream: { takes: 5 } });
    if (got === 'old') served += 1;
    await sleep(300);
  }
  return `${served}/5, ${(await cache.loads()) - before}`;
};

export const times: Group = {
  name: 'times',
  title: 'TTLs, absence, and an upstream that is down',
  columns: [
    'old value served past its TTL after a back-fill, ms',
    'null: loads for 2 calls / +1 elsewhere / which gives',
    'upstream down after the TTL: served, upstream calls',
  ],
  notes: ["Upstream down: five calls, 300 ms apart, with each one's own stale window open."],
  abreast: 8,
  withTable: false,
  run: async (rig) => [await overrun(rig), await absence(rig), await staleIfError(rig)],
};
