import {
  createBackground,
  createMemoryTier,
  createTieredCache,
  type Clock,
  type TieredCache,
  type TieredCacheOptions,
} from '../../lib/cache/index.ts';
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
