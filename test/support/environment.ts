import {
  createBackground,
  createMemoryTier,
  createTieredCache,
  type Clock,
  type Deadline,
  type SharedTier,
  type TieredCache,
} from '../../lib/cache/index.ts';
import { plainBodies } from './plain-bodies.ts';
import { createStory, type Story } from './story.ts';

/** One execution environment: an L1 of its own in front of tiers that others share. */
export interface Environment {
  readonly cache: TieredCache;
  readonly story: Story;
  readonly drain: () => Promise<void>;
}

export interface EnvironmentOptions {
  readonly clock: Clock;
  readonly shared: readonly SharedTier[];
  readonly deadline?: Deadline;
}

export const createEnvironment = ({ clock, shared, deadline }: EnvironmentOptions): Environment => {
  const story = createStory();
  const background = createBackground();
  const cache = createTieredCache({
    memory: createMemoryTier({ maxBytes: 1_000_000, clock }),
    shared,
    bodies: plainBodies,
    defer: (work) => background.defer(work),
    observe: story.observe,
    clock,
    // Never: a test that means a deadline passes its own.
    deadline: deadline ?? (() => new AbortController().signal),
  });
  return { cache, story, drain: () => background.drain() };
};
