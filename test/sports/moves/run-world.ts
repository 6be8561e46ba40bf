import { minutes } from '../../../lib/cache/index.ts';
import type { PurgeForMoves, PurgeForMovesOptions } from '../../../lib/sports/moves/run.ts';
import type { DayBudget } from '../../../lib/ledgers/day-budget.ts';
import { UpstreamError, type TransactionRecord, type Upstream } from '../../../lib/sports/upstream/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemoryDocumentStore } from '../../support/memory-document-store.ts';
import { createMovesWorld, NFL } from '../../support/moves-world.ts';

export const [CHIEFS, PACKERS, RAMS] = ['12', '9', '14'] as const;
export const PARSONS = '4361423';

// The league's trade deadline is on the 4th at 16:00 Eastern; its window lies two days around it.
export const OPENING = Date.UTC(2025, 10, 2, 21);
export const IN_WINDOW = Date.UTC(2025, 10, 3, 15);
export const DEADLINE_NOON = Date.UTC(2025, 10, 4, 17);
export const CLOSING = Date.UTC(2025, 10, 6, 21);
export const QUIET_TIME = Date.UTC(2025, 9, 1, 15);

interface PurgingWorldOptions {
  readonly capabilities?: NonNullable<Parameters<typeof createFakeUpstream>[0]>['capabilities'];
  readonly options?: Partial<PurgeForMovesOptions>;
}

/** A league with a purge function. The provider may fail to list moves and nothing else. */
export const createPurgingWorld = (start: number, { capabilities, options = {} }: PurgingWorldOptions = {}) => {
  const clock = createFakeClock(start);
  const provider = createFakeUpstream(capabilities === undefined ? {} : { capabilities });
  const documents = createMemoryDocumentStore();
  let feedFault: UpstreamError | undefined;
  let lines: readonly TransactionRecord[] | undefined;
  const unavailable: string[] = [];
  const upstream: Upstream = {
    ...provider,
    async transactions(...asked) {
      const list = await provider.transactions(...asked);
      if (feedFault !== undefined) throw feedFault;
      return lines ?? list;
    },
  };
  const world = createMovesWorld({
    clock,
    upstream,
    documents,
    options: { onFeedUnavailable: (league) => unavailable.push(league), ...options },
  });

  /** Has the teams and the directory cached, as the warmer does. */
  const holdDirectory = async (): Promise<void> => {
    const { cache, resources, drain } = world.environment();
    await cache.read(resources.teams(NFL));
    await cache.read(resources.directory(NFL));
    await drain();
  };

  return {
    ...world,
    clock,
    documents,
    upstream: provider,
    unavailable,
    holdDirectory,
    breakFeed: (): void => {
      feedFault = new UpstreamError('failed', 'no list');
    },
    restoreFeed: (): void => {
      feedFault = undefined;
    },
    /** From now on the feed consists of these lines. */
    list: (readable: readonly TransactionRecord[]): void => {
      lines = readable;
    },
  };
};

/** Runs ten minutes apart: what each purged, by the time of day. Those that purged nothing are left out. */
export const purgedIn = async (
  duration: number,
  clock: FakeClock,
  purger: () => PurgeForMoves,
): Promise<readonly string[]> => {
  const lines: string[] = [];
  for (let run = 0; run < duration / minutes(10); run += 1) {
    const { scopes } = await purger()(NFL);
    const time = new Date(clock.now()).toISOString().slice(11, 16);
    if (scopes.length > 0) lines.push(`${time} ${[...scopes].sort().join(' ')}`);
    clock.advance(minutes(10));
  }
  return lines;
};

/** A day's budget. Its last fifth is for questions. */
export const dayBudgetOf = (perDay: number, spent: () => number) => (): Promise<DayBudget> =>
  Promise.resolve({ perDay, speculativeLimit: Math.floor(perDay * 0.8), spent: spent() });
