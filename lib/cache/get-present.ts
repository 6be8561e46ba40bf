import type { Answer } from './answer.ts';
import type { Answers } from './answer-policy.ts';
import type { Engine } from './engine.ts';
import type { Query } from './query.ts';
import { inMemory, newestFound, wantedOf } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** Answers from what the tiers hold, and never loads. */
export type GetPresent = (queries: readonly Query<unknown>[]) => Promise<readonly (Answer<unknown> | undefined)[]>;

// Each is a key and a time: what is looked up without being loaded is a few things of each league.
const MAX_REMEMBERED_KEYS = 1000;

export const createGetPresent = (engine: Engine, tiers: SharedTiers, answers: Answers): GetPresent => {
  const { memory, coherence, clock, coherenceWindow } = engine;
  /** Keys that no tier had, and until when (epoch ms) that is believed. */
  const nowhere = new Map<string, number>();

  const isFreshInMemory = (query: Query<unknown>, now: number): boolean => {
    const entry = inMemory(engine, query);
    return entry !== undefined && now < entry.freshUntil && coherence.current(query.namespace, now) !== undefined;
  };

  const isNowhere = ({ key }: Query<unknown>, now: number): boolean => {
    const until = nowhere.get(key);
    if (until !== undefined && now >= until) nowhere.delete(key);
    return until !== undefined && now < until;
  };

  const rememberNowhere = ({ key, namespace }: Query<unknown>): void => {
    if (nowhere.size >= MAX_REMEMBERED_KEYS) nowhere.clear();
    const now = clock.now();
    nowhere.set(key, now + coherenceWindow(namespace, now));
  };

  const search = async (queries: readonly Query<unknown>[]) => {
    const namespaces = [...new Set(queries.map(({ namespace }) => namespace))];
    const results = await Promise.all(
      namespaces.map((namespace) => {
        const asked = queries.filter((query) => query.namespace === namespace);
        return tiers.find(
          namespace,
          asked.map((query) => wantedOf(engine, query, { intent: 'present' })),
        );
      }),
    );
    return new Map(results.flatMap((each) => [...each]));
  };

  return async (queries) => {
    const now = clock.now();
    // Each question's one use, however it is answered.
    for (const { key } of queries) memory.get(key, now);
    const results = await search(queries.filter((query) => !isFreshInMemory(query, now) && !isNowhere(query, now)));
    return queries.map((query) => {
      const result = results.get(query.key);
      const answer = answers.asPresent(query, newestFound(engine, query, result?.found));
      if (answer === undefined && result !== undefined) rememberNowhere(query);
      return answer;
    });
  };
};
