import type { CallRequest } from '../environment-messages.ts';
import type { RemoteInstance } from '../environments.ts';
import type { Cell, Group } from '../group.ts';
import { openWarm, settled, type Rig } from '../rig.ts';

// So long that a call's time tells how often it waited for Redis, one wait after the other.
const TRIP = 100;
const UPSTREAM = { takes: 0, gives: 'new' } as const;
const TAGS = ['league', 'team:12', 'player:7'];

interface Cost {
  readonly commands: number;
  readonly trips: number;
}

const costOf = async (rig: Rig, cache: RemoteInstance, call: Omit<CallRequest, 'upstream'>): Promise<Cost> => {
  const before = await settled(rig);
  const { ms } = await cache.call({ ...call, upstream: UPSTREAM });
  return { commands: (await settled(rig)) - before, trips: Math.round(ms / TRIP) };
};

const cell = ({ commands, trips }: Cost): Cell => `${commands} / ${trips}`;

const tagged = async (rig: Rig): Promise<readonly Cell[]> => {
  const key = rig.key();
  const writer = await openWarm(rig, 0, { tagged: true });
  await writer.call({ keys: [key], upstream: UPSTREAM, tags: TAGS });
  const reader = await openWarm(rig, 1, { tagged: true });
  const first = await costOf(rig, reader, { keys: [key], tags: TAGS });
  const again = await costOf(rig, reader, { keys: [key], tags: TAGS });
  return [cell(first), cell(again)];
};

export const trips: Group = {
  name: 'trips',
  title: 'L2 commands / round trips that the caller waits for, one after the other',
  columns: [
    'cold miss',
    'L2 hit',
    'L1 hit',
    '50 keys in L2, batch call',
    'the same 50 again',
    '50 separate calls in one tick',
    'L2 hit with 3 tags',
    'the same again, in L1',
  ],
  notes: [`Every answer of Redis takes ${TRIP} ms here; commands are counted until nothing more is sent.`],
  abreast: 3,
  withTable: false,
  async run(rig) {
    const keys = Array.from({ length: 50 }, () => rig.key());
    const writer = await openWarm(rig, 0);
    await writer.call({ keys, upstream: UPSTREAM });
    rig.gate.delay = TRIP;
    const cold = await openWarm(rig, 1);
    const miss = await costOf(rig, cold, { keys: [rig.key()] });
    const far = await costOf(rig, cold, { keys: keys.slice(0, 1) });
    const near = await costOf(rig, cold, { keys: keys.slice(0, 1) });
    const batcher = await openWarm(rig, 1);
    const batch = batcher.batch ? cell(await costOf(rig, batcher, { keys, batch: true })) : '-';
    const again = batcher.batch ? cell(await costOf(rig, batcher, { keys, batch: true })) : '-';
    const separate = await costOf(rig, await openWarm(rig, 1), { keys });
    return [cell(miss), cell(far), cell(near), batch, again, cell(separate), ...(await tagged(rig))];
  },
};
