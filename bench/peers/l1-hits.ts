import { LRUCache } from 'lru-cache';
import { do_not_optimize, measure } from 'mitata';
import { hitSteps } from '../engine/hit-steps.ts';
import { PLAIN, subjectOpener, SUBJECTS, type Instance, type Load, type OpenOptions } from './subject.ts';

// A program of its own, so that nothing else runs in the process that is measured. Told what to do in one argument,
// answers over IPC.

/** `hit` is one call that finds the value in memory. */
interface Candidate {
  readonly label: string;
  readonly hit: () => unknown;
}

export interface L1Task {
  readonly rounds: number;
  readonly redis: OpenOptions['redis'];
  readonly rest: NonNullable<OpenOptions['rest']>;
}

export interface L1Row {
  readonly label: string;
  /** Nanoseconds: the median of each round. */
  readonly rounds: readonly number[];
}

const KEYS = Array.from({ length: 64 }, (_, index) => `l1:player:${index}`);
const HOUR = 3_600_000;
const CPU_TIME = 100_000_000;
// What is called within a promise's loop is compiled late.
const UNCOUNTED = 3;

// About as large and as deep as a player with a season's numbers: two kilobytes of JSON.
const PLAYER = {
  name: 'Patrick Mahomes',
  team: { id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs' },
  categories: Object.fromEntries(
    ['passing', 'rushing', 'receiving', 'defensive'].map((name) => [
      name,
      Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${name}Statistic${index}`, index * 173])),
    ]),
  ),
};
// Each key has its own, as what is decoded has: one for all would be looked at once.
const load: Load = () => Promise.resolve(structuredClone(PLAYER));

/** One thing after the other: with a single key a compiler looks it up once and is done. */
const inTurn = <T, R>(things: readonly T[], use: (thing: T) => R): (() => R | undefined) => {
  let turn = 0;
  return () => {
    turn = (turn + 1) % things.length;
    const thing = things[turn];
    return thing === undefined ? undefined : use(thing);
  };
};

const sync = <T>(things: readonly T[], use: (thing: T) => unknown): (() => void) => {
  const next = inTurn(things, use);
  return () => do_not_optimize(next());
};

const floors = (): readonly Candidate[] => {
  const map = new Map<string, unknown>(KEYS.map((key) => [key, structuredClone(PLAYER)]));
  const lru = new LRUCache<string, object>({ max: 1000, ttl: HOUR });
  for (const key of KEYS) lru.set(key, structuredClone(PLAYER));
  const { '… and its value': found = () => undefined } = hitSteps(map, Date);
  return [
    { label: 'Map.get', hit: sync(KEYS, (key) => map.get(key)) },
    { label: 'lru-cache get, with a TTL', hit: sync(KEYS, (key) => lru.get(key)) },
    { label: 'Promise.resolve(Map.get)', hit: inTurn(KEYS, (key) => Promise.resolve(map.get(key))) },
    { label: 'what a hit of statline finds out, sync', hit: sync(KEYS, found) },
    { label: 'what a hit of statline finds out', hit: inTurn(KEYS, (key) => Promise.resolve(found(key))) },
  ];
};

const candidatesOf = async (label: string, cache: Instance): Promise<readonly Candidate[]> => {
  for (const key of KEYS) await cache.get(key, load);
  const each = inTurn(KEYS, (key) => cache.get(key, load));
  const { atHand } = cache;
  if (atHand === undefined) return [{ label, hit: each }];
  const questions = KEYS.map((key) => atHand(key));
  const candidates: Candidate[] = [{ label, hit: inTurn(questions, ({ get }) => get()) }];
  if (questions.every(({ getValue }) => getValue !== undefined)) {
    candidates.push({
      label: `${label}, a promise of its own`,
      hit: inTurn(questions, ({ getValue }) => getValue?.()),
    });
  }
  if (label === 'statline') candidates.push({ label: 'statline, query built', hit: each });
  if (questions.every(({ peek }) => peek !== undefined)) {
    candidates.push({ label: `${label}, sync`, hit: sync(questions, ({ peek }) => peek?.()) });
  }
  return candidates;
};

const opened = async ({ redis, rest }: L1Task): Promise<readonly Candidate[]> => {
  const options = { ...PLAIN, redis, rest, ttl: HOUR, coherenceWindow: HOUR };
  const candidates: Candidate[] = [];
  for (const name of SUBJECTS) {
    const open = await subjectOpener(name);
    // Its one storage is the question here.
    if (name === 'async-cache-dedupe') {
      candidates.push(...(await candidatesOf(`${name}, memory only`, await open({ ...options, memoryOnly: true }))));
      continue;
    }
    candidates.push(...(await candidatesOf(name, await open(options))));
    if (name === 'bentocache') {
      const fast = await open({ ...options, memoryOnly: true });
      candidates.push(...(await candidatesOf(`${name}, memory only, serialize: false`, fast)));
    }
  }
  return candidates;
};

const main = async (task: L1Task): Promise<readonly L1Row[]> => {
  const candidates = [...floors(), ...(await opened(task))];
  const medians = new Map<string, number[]>(candidates.map(({ label }) => [label, []]));
  // Interleaved: a slow moment of the machine meets all of them.
  for (let round = -UNCOUNTED; round < task.rounds; round += 1) {
    for (const { label, hit } of candidates) {
      const { p50 } = await measure(hit, { min_cpu_time: CPU_TIME });
      if (round >= 0) medians.get(label)?.push(p50);
    }
  }
  return [...medians].map(([label, rounds]) => ({ label, rounds }));
};

process.on('unhandledRejection', () => undefined);
process.on('disconnect', () => process.exit());
process.send?.(await main(JSON.parse(process.argv[2] ?? '{}') as L1Task));
