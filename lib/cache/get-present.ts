import type { Answer } from './answer.ts';
import type { Answers } from './answer-policy.ts';
import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import { gatherSearches } from './gather-searches.ts';
import type { Query } from './query.ts';
import type { RecallAll } from './recall.ts';
import { inMemory, newestFound, wantedOf } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** Answers from what the tiers hold, and never loads. */
export interface Present {
  /** What may be served, fresh or stale. */
  getAll(queries: readonly Query<unknown>[]): Promise<readonly (Answer<unknown> | undefined)[]>;
  /** Whatever is there, purged and expired entries included. */
  readonly recallAll: RecallAll;
}

/** What was found out of a key: that no tier had it, or that none had it fresh. */
interface Nowhere {
  /** Since when, and until when (epoch ms) it is believed. */
  readonly since: number;
  readonly until: number;
  /** Not even what may not be served. */
  readonly isEmpty: boolean;
  /** Memory has what is stale: where it does not any more, it is looked for again. */
  readonly isHeld: boolean;
}

// Each is a key and a time: what is looked up without being loaded is a few things of each league.
const MAX_REMEMBERED_KEYS = 1000;

export const createPresent = (engine: Engine, tiers: SharedTiers, answers: Answers): Present => {
  const { memory, coherence, clock, coherenceWindow } = engine;
  /** Keys that no tier had. */
  const nowhere = new Map<string, Nowhere>();

  /** Held fresh, as far as the purges go that are known here. */
  const isHeldFresh = (query: Query<unknown>, now: number): boolean => {
    const entry = inMemory(engine, query);
    return entry !== undefined && now < entry.freshUntil;
  };

  const isInMemory = (query: Query<unknown>): boolean => inMemory(engine, query) !== undefined;

  const freshInMemory = (query: Query<unknown>, now: number): Answer<unknown> | undefined => {
    const known = coherence.current(query.namespace, now);
    const held = known && memory.getFresh(query.key, known, now);
    return held && answers.freshInMemory(query, held);
  };

  const isNowhere = (query: Query<unknown>, now: number, wanted: 'usable' | 'any'): boolean => {
    const known = nowhere.get(query.key);
    if (known === undefined) return false;
    const isLost = known.isHeld && !isInMemory(query);
    const isBelieved = known.since <= now && now < known.until && !isLost;
    if (!isBelieved) nowhere.delete(query.key);
    return isBelieved && (wanted === 'usable' || known.isEmpty);
  };

  const rememberNowhere = (query: Query<unknown>, hidden: Entry | undefined): void => {
    if (nowhere.size >= MAX_REMEMBERED_KEYS) nowhere.clear();
    const since = clock.now();
    const isHeld = isInMemory(query);
    const until = since + coherenceWindow(query.namespace, since);
    nowhere.set(query.key, { since, until, isEmpty: hidden === undefined && !isHeld, isHeld });
  };

  const gathered = gatherSearches(tiers);
  const find = (
    namespace: string,
    queries: readonly Query<unknown>[],
    wanted: 'usable' | 'any',
  ): ReturnType<SharedTiers['find']> => {
    const intent = wanted === 'usable' ? 'present' : 'recall';
    return gathered(
      namespace,
      queries.map((query) => wantedOf(query, { intent })),
    );
  };

  /**
   * What the shared tiers have of those keys that memory does not answer for. Where it would answer for all of them and
   * the purge log is older than its window, only the log is read.
   */
  const searchIn = async (namespace: string, queries: readonly Query<unknown>[], wanted: 'usable' | 'any') => {
    const now = clock.now();
    const held = queries.filter((query) => isHeldFresh(query, now));
    const open = queries.filter((query) => !held.includes(query) && !isNowhere(query, now, wanted));
    const isRenewed = open.length > 0 || (held.length > 0 && coherence.current(namespace, now) === undefined);
    const results = new Map(isRenewed ? await find(namespace, open, wanted) : undefined);
    const purged = held.filter((query) => !isInMemory(query));
    if (purged.length > 0) for (const [key, result] of await find(namespace, purged, wanted)) results.set(key, result);
    return results;
  };

  const search = async (queries: readonly Query<unknown>[], wanted: 'usable' | 'any') => {
    const byNamespace = new Map<string, Query<unknown>[]>();
    for (const query of queries) {
      const own = byNamespace.get(query.namespace);
      if (own === undefined) byNamespace.set(query.namespace, [query]);
      else own.push(query);
    }
    const results = await Promise.all([...byNamespace].map(([namespace, own]) => searchIn(namespace, own, wanted)));
    return new Map(results.flatMap((each) => [...each]));
  };

  let recall: Promise<RecallAll> | undefined;

  return {
    async getAll(queries) {
      const now = clock.now();
      const fresh = queries.map((query) => freshInMemory(query, now));
      const others = queries.filter(
        (query, index) => fresh[index] === undefined && !(isNowhere(query, now, 'usable') && !isInMemory(query)),
      );
      if (others.length === 0) return fresh;
      // Each question's one use, however it is answered.
      for (const { key } of others) memory.get(key, now);
      const results = await search(others, 'usable');
      return queries.map((query, index) => {
        const known = fresh[index];
        if (known !== undefined) return known;
        const result = results.get(query.key);
        const answer = answers.asPresent(query, newestFound(engine, query, result?.found));
        // What is stale in memory is so in every tier: until the window is over it is not looked for again.
        if (result !== undefined && !isHeldFresh(query, now) && (answer === undefined || isInMemory(query)))
          rememberNowhere(query, result.hidden);
        return answer;
      });
    },
    // Only loads recall: answers from the tiers do not load this code.
    async recallAll(queries) {
      recall ??= import('./recall.ts').then(({ createRecallAll }) =>
        createRecallAll(engine, { search: (some) => search(some, 'any'), rememberNowhere }),
      );
      return (await recall)(queries);
    },
  };
};
