import type { Answer } from './answer.ts';
import type { Asking } from './asking.ts';
import type { Clock } from './time.ts';
import type { Coherence } from './coherence.ts';
import { isNewer } from './entry.ts';
import type { Located } from './finding.ts';
import type { MemoryTier } from './memory-tier.ts';
import type { Query } from './query.ts';
import type { Serving } from './serving.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** Answers from what is held anywhere, and from nothing else. */
export type Looking = (queries: readonly Query<unknown>[]) => Promise<readonly (Answer<unknown> | undefined)[]>;

export interface LookingOptions {
  readonly memory: MemoryTier;
  readonly asking: Pick<Asking, 'inMemory' | 'wantedOf'>;
  readonly tiers: Pick<SharedTiers, 'find'>;
  readonly serving: Pick<Serving, 'asKnown'>;
  readonly coherence: Coherence;
  readonly clock: Clock;
  /** Milliseconds that "nobody has it" is believed; what others fill is seen after that. */
  readonly window: (namespace: string) => number;
}

// Each is a key and a time: what is looked for without being loaded is a few things of each league.
const MOST_REMEMBERED = 1000;

export const createLooking = (options: LookingOptions): Looking => {
  const { memory, asking, tiers, serving, coherence, clock, window } = options;
  const nowhere = new Map<string, number>();

  const isFreshNear = (query: Query<unknown>, now: number): boolean => {
    const entry = asking.inMemory(query);
    return entry !== undefined && now < entry.freshUntil && coherence.current(query.namespace, now) !== undefined;
  };

  const isNowhere = ({ key }: Query<unknown>, now: number): boolean => {
    const until = nowhere.get(key);
    if (until !== undefined && now >= until) nowhere.delete(key);
    return until !== undefined && now < until;
  };

  const remember = ({ key, namespace }: Query<unknown>): void => {
    if (nowhere.size >= MOST_REMEMBERED) nowhere.clear();
    nowhere.set(key, clock.now() + window(namespace));
  };

  const nearest = (query: Query<unknown>, far: Located | undefined): Located | undefined => {
    const near = asking.inMemory(query);
    if (near === undefined || (far !== undefined && isNewer(far.entry, near))) return far;
    return { entry: near, tier: memory.name };
  };

  return async (queries) => {
    const now = clock.now();
    const open = queries.filter((query) => !isFreshNear(query, now) && !isNowhere(query, now));
    const namespaces = [...new Set(open.map(({ namespace }) => namespace))];
    const found = await Promise.all(
      namespaces.map((namespace) => {
        const asked = open.filter((query) => query.namespace === namespace);
        return tiers.find(
          namespace,
          asked.map((query) => ({ ...asking.wantedOf(query), needsLoad: () => false })),
        );
      }),
    );
    const findings = new Map(found.flatMap((each) => [...each]));
    return queries.map((query) => {
      const far = findings.get(query.key)?.located;
      const located = nearest(query, far);
      if (far !== undefined && located === far) memory.set(query.key, far.entry);
      const answer = serving.asKnown(query, located);
      if (answer === undefined && findings.has(query.key)) remember(query);
      return answer;
    });
  };
};
