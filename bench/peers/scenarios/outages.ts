import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { CallReport } from '../environment-messages.ts';
import type { RemoteInstance } from '../environments.ts';
import type { Cell, Group } from '../group.ts';
import { openWarm, settled, type Rig } from '../rig.ts';

const UPSTREAM = { takes: 5, gives: 'new' } as const;
const FAULTS = ['refused at start', 'killed', 'silent', '5 s slow', 'garbage'] as const;
type Fault = (typeof FAULTS)[number];

const TUNED = { patient: false };
const TIMEOUT_MS = 4000;
const LATER = 5;
/** How long Redis is back before we stop waiting for it to be used again. */
const RECOVERY = 8000;
const POLL = 250;

const inject = async ({ gate }: Rig, fault: Fault): Promise<void> => {
  if (fault === 'silent') gate.state('silent');
  else if (fault === '5 s slow') gate.state('slow');
  else if (fault === 'garbage') gate.state('garbage');
  else await gate.shut();
};

const outcome = ({ ms, threw, hung }: CallReport): string => {
  if (threw > 0) return `throws (${Math.round(ms)})`;
  return hung > 0 ? `>${TIMEOUT_MS}` : `+${Math.max(0, Math.round(ms - UPSTREAM.takes))}`;
};

/** The typical one; a single throw or hang among them is what a user would remember. */
const typical = (reports: readonly CallReport[]): string => {
  const worst = reports.find(({ threw }) => threw > 0) ?? reports.find(({ hung }) => hung > 0);
  const middle = [...reports].sort((a, b) => a.ms - b.ms)[Math.floor(reports.length / 2)];
  const shown = worst ?? middle;
  return shown === undefined ? '-' : outcome(shown);
};

/** Milliseconds from Redis's return until a value is read from it again. */
const recovery = async (rig: Rig, cache: RemoteInstance, warm: readonly string[]): Promise<Cell> => {
  const back = performance.now();
  for (const key of warm) {
    if (performance.now() - back > RECOVERY) break;
    const before = rig.commands();
    const { loads, threw, hung } = await cache.call({ keys: [key], upstream: UPSTREAM, patience: TIMEOUT_MS });
    if (loads + threw + hung === 0 && rig.commands() > before) return performance.now() - back;
    await sleep(POLL);
  }
  return 'never';
};

/** An environment that starts while L2 is out of order: can it know? */
const newcomerCall = async (rig: Rig): Promise<Cell> => {
  await rig.stop(2);
  const cache = await rig.open(2, TUNED);
  await sleep(500);
  return outcome(await cache.call({ keys: [rig.key()], upstream: UPSTREAM, patience: TIMEOUT_MS }));
};

const outage = async (rig: Rig, fault: Fault): Promise<readonly Cell[]> => {
  // What an environment notes in L3 about L2 is believed for 5 s: not to be this fault's news from the last one.
  if (rig.contender.withTable) await sleep(6000);
  const warm = Array.from({ length: RECOVERY / POLL }, () => rig.key());
  const writer = await openWarm(rig, 0);
  await writer.call({ keys: warm, upstream: UPSTREAM });
  await settled(rig);
  // A new environment for each fault: what the last one left behind in a client is not this one's.
  await rig.stop(1);
  if (fault === 'refused at start') await inject(rig, fault);
  const cache = fault === 'refused at start' ? await rig.open(1, TUNED) : await openWarm(rig, 1, TUNED);
  // The others start their environments too: let the machine come to rest.
  await sleep(1000);
  if (fault !== 'refused at start') await inject(rig, fault);
  const call = () => cache.call({ keys: [rig.key()], upstream: UPSTREAM, patience: TIMEOUT_MS });
  const first = await call();
  const later: CallReport[] = [];
  while (later.length < (first.hung > 0 ? 2 : LATER)) {
    await sleep(100);
    later.push(await call());
  }
  const newcomer = fault === 'silent' ? [await newcomerCall(rig)] : [];
  await rig.gate.restore();
  const recovered = await recovery(rig, cache, warm);
  const stray = await rig.environment(1).stray();
  const mark = stray > 0 ? ` !${stray}` : '';
  return [`${outcome(first)}, ${typical(later)}${mark}`, ...newcomer, recovered];
};

/** Redis answers as it should, but every value in it is nonsense. */
const rotten = async (rig: Rig): Promise<Cell> => {
  const keys = [rig.key(), rig.key(), rig.key()];
  const writer = await openWarm(rig, 0);
  await writer.call({ keys, upstream: UPSTREAM });
  await settled(rig);
  const redis = new Redis({ host: rig.redis.host, port: rig.redis.port });
  for (const stored of (await Promise.all(keys.map((key) => redis.keys(`*${key}*`)))).flat()) {
    if ((await redis.type(stored)) === 'string') await redis.set(stored, 'nonsense', 'KEEPTTL');
  }
  redis.disconnect();
  await rig.stop(1);
  const reader = await openWarm(rig, 1);
  const first = await reader.call({ keys, upstream: UPSTREAM, patience: TIMEOUT_MS });
  if (first.threw > 0) return 'throws';
  if (first.got !== 'new') return `gives ${first.got}`;
  await settled(rig);
  await rig.stop(2);
  const next = await openWarm(rig, 2);
  const { loads, got } = await next.call({ keys, upstream: UPSTREAM, patience: TIMEOUT_MS });
  if (got !== 'new') return `then gives ${got}`;
  return loads === 0 ? 'loads, heals' : 'loads each time';
};

export const outages: Group = {
  name: 'outages',
  title:
    'L2 broken: first cold call, later cold calls, in ms over the loader; then ms until a restored L2 is used again',
  columns: [
    ...FAULTS.flatMap((fault) => [fault, ...(fault === 'silent' ? ['silent: a new environment'] : []), 'used again']),
    'stored values are garbage',
  ],
  notes: [
    `A call that has no answer after ${TIMEOUT_MS} ms counts as hung. "!n": n rejections that nobody could catch.`,
    'Statline\'s faults happen at its REST endpoint, the others\' at the Redis port; "with L3" has a DynamoDB behind it.',
    'cachified has no L2 of its own: the glue is that of its README.',
    'ioredis gets 600 ms to connect before the first call, which are not counted; then it fails what it cannot send.',
  ],
  abreast: 9,
  withTable: true,
  async run(rig) {
    const cells: Cell[] = [];
    for (const fault of FAULTS) cells.push(...(await outage(rig, fault)));
    return [...cells, await rotten(rig)];
  },
};
