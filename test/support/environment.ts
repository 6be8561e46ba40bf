import {
  createBackground,
  createMemoryTier,
  createTieredCache,
  type Clock,
  type TieredCache,
  type TieredCacheOptions,
} from '../../lib/cache/index.ts';
import { createMemorySharedTier, type MemorySharedTier } from './memory-shared-tier.ts';
import { plainBodies } from './plain-bodies.ts';
import { createStory, type Story } from './story.ts';

/** One execution environment: an L1 of its own in front of tiers that others share. */
export interface Environment {
  readonly cache: TieredCache;
  readonly story: Story;
  readonly drain: () => Promise<void>;
}

export interface EnvironmentOptions extends Partial<TieredCacheOptions> {
  readonly clock: Clock;
  readonly shared: TieredCacheOptions['shared'];
}

type Shared = (clock: Clock) => readonly MemorySharedTier[];

/** Where a shared tier cannot stand in for what this process should remember itself. */
export const WITHOUT_SHARED_TIERS: readonly (readonly [string, Shared])[] = [
  ['with no shared tier', () => []],
  [
    'with a broken shared tier',
    (clock) => {
      const tier = createMemorySharedTier('l2', { clock });
      tier.break('refuses');
      return [tier];
    },
  ],
];

/** For stories that have to hold with and without. */
export const ANY_SHARED_TIERS: readonly (readonly [string, Shared])[] = [
  ['with a shared tier', (clock) => [createMemorySharedTier('l2', { clock })]],
  ...WITHOUT_SHARED_TIERS,
];

let stamps = 0;

export const createEnvironment = ({ clock, ...options }: EnvironmentOptions): Environment => {
  const story = createStory();
  const background = createBackground();
  const cache = createTieredCache({
    memory: createMemoryTier({ maxBytes: 1_000_000, clock }),
    bodies: plainBodies,
    defer: (work) => background.defer(work),
    observe: story.observe,
    clock,
    // Never: a test that means a deadline passes its own.
    deadline: () => new AbortController().signal,
    pause: () => Promise.resolve(),
    newStamp: () => `stamp-${(stamps += 1)}`,
    ...options,
  });
  return { cache, story, drain: () => background.drain() };
};
