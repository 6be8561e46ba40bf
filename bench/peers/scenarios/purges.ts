import { setTimeout as sleep } from 'node:timers/promises';
import type { Cell, Group } from '../group.ts';
import { openWarm, settled, type Rig } from '../rig.ts';

const WATCH = 5000;
const POLL = 100;
// Over Statline's coherence window, which its subject sets to a second.
const AFTERWARDS = 1500;
// Long, so that even on a busy machine the purge comes while it runs.
const LOAD = 800;
const TAGS = ['team:12'];
const NEW = { takes: 0, gives: 'new' } as const;
const NO_PURGE = 'no purge';

/** A load that begins before a purge and ends after it: who still answers with what it brought? */
const race = async (rig: Rig, purger: 0 | 1): Promise<Cell> => {
  const key = rig.key();
  const caches = await Promise.all([0, 1, 2].map((number) => openWarm(rig, number)));
  const [loader, , fresh] = caches;
  if (loader === undefined || fresh === undefined || !loader.purge) return NO_PURGE;
  const loading = loader.call({ keys: [key], upstream: { takes: LOAD, gives: 'old' } });
  await sleep(100);
  await caches[purger]?.purgeKey(key);
  await loading;
  await sleep(AFTERWARDS);
  const there = await fresh.call({ keys: [key], upstream: NEW });
  const here = await loader.call({ keys: [key], upstream: NEW });
  return `${here.got} / ${there.got}`;
};

/** Two environments have a value in memory; one purges: when does the other notice, and what did its hits cost? */
const coherence = async (rig: Rig): Promise<readonly Cell[]> => {
  const key = rig.key();
  const [purger, other] = await Promise.all([0, 1].map((number) => openWarm(rig, number, { tagged: true })));
  if (purger === undefined || other === undefined || !purger.purge) return [NO_PURGE, '-'];
  const old = { keys: [key], tags: TAGS, upstream: { takes: 0, gives: 'old' } } as const;
  await purger.call(old);
  await settled(rig);
  await other.call(old);
  const before = await settled(rig);
  const hits = 20;
  for (let hit = 0; hit < hits; hit += 1) {
    await other.call(old);
    await sleep(POLL);
  }
  const perHit = (rig.commands() - before) / hits;
  await purger.purgeKey(key, TAGS);
  const purged = performance.now();
  let seen: Cell = `not in ${WATCH} ms`;
  while (performance.now() - purged < WATCH) {
    const { got } = await other.call({ keys: [key], tags: TAGS, upstream: NEW });
    if (got === 'new') {
      seen = performance.now() - purged;
      break;
    }
    await sleep(POLL);
  }
  return [seen, perHit];
};

export const purges: Group = {
  name: 'purges',
  title: `A purge during a load of ${LOAD} ms: answers afterwards, loading environment / fresh one; a purge seen by another L1`,
  columns: [
    'purged by the loading environment',
    'purged by another environment',
    'seen by another L1 after ms',
    'commands per L1 hit until then',
  ],
  notes: [
    `"Afterwards" is ${AFTERWARDS} ms after the load; "old" stays for the whole TTL. Statline's coherence window: 1 s.`,
    'L1 hits one every 100 ms. By tag where there are tags, by key elsewhere; async-cache-dedupe has no L1 before Redis.',
  ],
  abreast: 4,
  withTable: false,
  run: async (rig) => [await race(rig, 0), await race(rig, 1), ...(await coherence(rig))],
};
