import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import { isValid } from './purge-log.ts';
import type { CacheKey } from './query.ts';
import type { ReliableTier } from './reliable-tier.ts';

/**
 * Keeps what was loaded, in memory and in every tier. A nearer tier that can forget keeps no more than what was asked for
 * (default: all of it). No answer waits for it, and no failure leaves here.
 */
export type Fill = (namespace: string, loaded: ReadonlyMap<CacheKey, Entry>, asked?: ReadonlySet<CacheKey>) => void;

// To forget costs one command, whatever the number of entries: a single one is written for the same price.
const MIN_SPARED = 2;

export const createFill = ({ tiers, memory, coherence, defer }: Engine): Fill => {
  const farthest = tiers.at(-1);
  const sparing = tiers.filter((tier) => tier !== farthest && tier.forget !== undefined);

  /**
   * Has the nearer tiers forget their older copies of what the farthest one keeps: they would go on answering with them.
   * Not before it keeps them, or they would copy back what it had. Where it fails the nearer ones keep the rest as well.
   */
  const spare = async (
    namespace: string,
    rest: ReadonlyMap<CacheKey, Entry>,
    written: Promise<boolean> | undefined,
  ): Promise<void> => {
    const isKept = (await written) === true;
    const settle = async (tier: ReliableTier): Promise<void> => {
      if (isKept) await tier.forget?.(namespace, [...rest.keys()]);
      else await tier.write('fill', namespace, rest);
    };
    await Promise.all(sparing.map(settle));
  };

  return (namespace, loaded, asked) => {
    // What a purge has overtaken must not displace what was loaded since.
    const valid = new Map([...loaded].filter(([, entry]) => isValid(entry, coherence.log(namespace))));
    if (valid.size === 0) return;
    for (const [key, entry] of valid) memory.set(key, entry);
    const rest = new Map([...valid].filter(([key]) => asked !== undefined && !asked.has(key)));
    const isSpared = (tier: ReliableTier): boolean => rest.size >= MIN_SPARED && sparing.includes(tier);
    const wanted = new Map([...valid].filter(([key]) => !rest.has(key)));
    const written = tiers.map((tier) => tier.write('fill', namespace, isSpared(tier) ? wanted : valid));
    if (tiers.some(isSpared)) defer(spare(namespace, rest, written.at(-1)));
  };
};
