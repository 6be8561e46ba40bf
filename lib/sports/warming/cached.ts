import type { Answer, Query, TieredCache } from '../../cache/index.ts';

/** A thing that may be warmed, and what the tiers hold of it. */
export interface Holding<V = unknown> {
  readonly query: Query<V>;
  /** Undefined: nothing that may be served. */
  readonly held: Held<V> | undefined;
}

export interface Held<V> {
  /** Epoch ms. */
  readonly loadedAt: number;
  /** Epoch ms. */
  readonly freshUntil: number;
  readonly isAbsent: boolean;
  /** Parsed when it is asked for; undefined where it is absent or cannot be read. */
  value(): V | undefined;
}

// Of one look: what a tier reads at once.
const CHUNK = 250;

/** What is held of each, in their order. Nothing is loaded for it. */
export const look = async <V>(
  cache: Pick<TieredCache, 'getAllPresent'>,
  queries: readonly Query<V>[],
): Promise<readonly Holding<V>[]> => {
  const holdings: Holding<V>[] = [];
  for (let start = 0; start < queries.length; start += CHUNK) {
    const chunk = queries.slice(start, start + CHUNK);
    const answers = await cache.getAllPresent(chunk);
    holdings.push(...chunk.map((query, index) => ({ query, held: heldOf(answers[index]) })));
  }
  return holdings;
};

const heldOf = <V>(answer: Answer<V> | undefined): Held<V> | undefined => {
  if (answer === undefined || answer.kind === 'failed') return undefined;
  const { loadedAt, freshUntil } = answer.entry;
  const isAbsent = answer.kind === 'absent';
  return {
    loadedAt,
    freshUntil,
    isAbsent,
    value: () => (answer.kind === 'value' ? readable(() => answer.value()) : undefined),
  };
};

/** What another version of us wrote may not be readable; then it is loaded again. */
const readable = <V>(value: () => V): V | undefined => {
  try {
    return value();
  } catch {
    return undefined;
  }
};

/** What is known of it, where it is known. */
export const valueOf = <V>(holding: Holding<V> | undefined): V | undefined => holding?.held?.value();
