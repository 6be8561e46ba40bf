import { PurgeIncompleteError, type Clock, type Scope, type TieredCache } from '../../cache/index.ts';
import type { DocumentStore } from '../../ledgers/document-store.ts';
import type { Calendar } from '../calendar/index.ts';
import type { LeagueId } from '../model/index.ts';
import type { Resources } from '../resources/index.ts';
import { SCOPE } from '../scopes.ts';
import type { Upstream } from '../upstream/index.ts';
import { createPurgeGuard, planFullPurge, type PurgeGuardOptions } from './full-purge.ts';
import { createPlanner, mergePlans, NO_PURGE, type PlannerOptions } from './plan.ts';
import { sendReloadOf, type ReloadSenderOptions } from './reload.ts';
import { addPending, nextRepeatAt, planRepeats } from './repeat.ts';
import { nextDue } from './schedule.ts';
import { addSeen, encodeState, movesDocument, recall, type MovesState } from './state.ts';
import { createListReader } from './shared-list.ts';
import { createFeedReader, notRead, type FeedOptions } from './transactions.ts';

/** What a run did for a league. `not-due`: it asked nothing, neither the tiers nor the provider. */
export interface MovesRun {
  readonly kind: 'not-due' | 'checked';
  readonly league: LeagueId;
  /** Moves that had not been seen before. */
  readonly moves: number;
  readonly scopes: readonly Scope[];
  /** Windows that have opened or closed. */
  readonly boundaries: number;
  /** Tiers that did not take the purge and have to be reconciled. */
  readonly lacking: readonly string[];
  /** Another run has stored its state meanwhile, so the next run purges again for what this one saw. */
  readonly isOvertaken: boolean;
}

/** Rejects when something could not be done. Nothing is remembered then, and the next run does it again. */
export type PurgeForMoves = (league: LeagueId) => Promise<MovesRun>;

export interface PurgeForMovesOptions extends FeedOptions, PurgeGuardOptions, PlannerOptions, ReloadSenderOptions {
  readonly cache: Pick<TieredCache, 'purge' | 'getAllPresent' | 'tiers' | 'refresh'>;
  readonly resources: PurgeGuardOptions['resources'] & PlannerOptions['resources'] & Pick<Resources, 'moveList'>;
  readonly upstream: Pick<Upstream, 'can' | 'transactions'>;
  /** Holds the state between runs. */
  readonly documents: DocumentStore;
  readonly calendar: Pick<Calendar, 'windowAt' | 'isHot' | 'boundaries' | 'nextChange'>;
  readonly clock: Clock;
}

/**
 * Purges what the moves of a league have made wrong since the last run.
 *
 * @example
 * const purgeForMoves = createPurgeForMoves({ cache, resources, upstream, documents, calendar, clock: Date });
 * const { moves, scopes } = await purgeForMoves('nfl');
 * // a trade was announced: moves 1, scopes ['directory', 'team:9', 'player:4361423']
 */
export const createPurgeForMoves = (options: PurgeForMovesOptions): PurgeForMoves => {
  const { cache, upstream, documents, calendar, clock } = options;
  const readFeed = createFeedReader({ readList: createListReader(options), ...options });
  const planner = createPlanner(options);
  const mayPurge = createPurgeGuard(options);
  // Until then the process need not even read the state.
  const idle = new Map<LeagueId, { readonly since: number; readonly until: number }>();

  return async (league) => {
    const now = clock.now();
    const { since, until } = idle.get(league) ?? { since: now, until: 0 };
    // Since later than now: the clock has been set back.
    if (since <= now && now < until) return { ...IDLE, league };
    const document = await documents.read(movesDocument(league));
    const { state, isLost } = recall(document, now);

    const hasTransactionsFeed = upstream.can(league, 'transactions');
    const isFeedDue = hasTransactionsFeed && nextDue(calendar, league, state, { now, hasTransactionsFeed }) <= now;
    const isFirstRun = document === undefined;
    const reading = isFeedDue ? await readFeed(league, state, { now, isFirstRun }) : notRead(state);
    const summary = { kind: 'checked', league, moves: reading.moves.length } as const;

    const findings = { now, state, isLost, reading, hasTransactionsFeed };
    const full = await planFullPurge({ calendar, mayPurge }, league, findings);
    const { boundaries } = full;
    // What has been purged for is unknown until everything has been purged, so the state stays lost.
    if (isLost && full.isPostponed) return { ...IDLE, ...summary, boundaries };
    if (full.isPlanned) await planner.rememberDirectory(league);
    const forMoves = await planner.plan(league, reading.moves, reading);
    const repeats = await planRepeats(mayPurge, league, state.pending, { reading, now });
    const plan = mergePlans([forMoves, repeats.plan]);

    const scopes = [...new Set([...(full.isPlanned ? [SCOPE.rosters, SCOPE.directory] : []), ...plan.scopes])];
    const lacking = scopes.length === 0 ? [] : await purgeUpToFarthest(cache, league, scopes);

    // Stored after the purge: a run that is cut off before makes the next one purge again, and never miss a move.
    const next: MovesState = {
      checkedUntil: full.isPostponed ? state.checkedUntil : Math.max(state.checkedUntil, now),
      watchedSince: state.watchedSince,
      readAt: reading.readAt,
      seen: addSeen(state.seen, reading.listed),
      fullPurgeAt: full.isPlanned ? now : state.fullPurgeAt,
      unavailableSince: reading.unavailableSince,
      pending: addPending(repeats.left, forMoves, now),
    };
    const isChanged =
      isFirstRun ||
      full.isPlanned ||
      repeats.left !== state.pending ||
      reading.outcome === 'read' ||
      reading.unavailableSince !== state.unavailableSince;
    const isStored = !isChanged || (await documents.compareAndSet(movesDocument(league), encodeState(next), document));
    if (isStored && !full.isPostponed) {
      const due = nextDue(calendar, league, next, { now, hasTransactionsFeed });
      const until = Math.min(due, nextRepeatAt(next.pending), calendar.nextChange(league, now));
      idle.set(league, { since: now, until });
    }

    // A directory made while all rosters are gone knows nobody's team. The warmer loads the rosters first.
    const reloaded = scopes.includes(SCOPE.rosters) ? NO_PURGE : plan;
    await sendReloadOf(options, league, reloaded, now);
    return { ...summary, scopes, boundaries, lacking, isOvertaken: !isStored };
  };
};

const IDLE = { kind: 'not-due', moves: 0, scopes: [], boundaries: 0, lacking: [], isOvertaken: false } as const;

/**
 * Purges, and answers with the tiers that did not take it. The farthest one must: a nearer tier restores itself from
 * nothing else, and reconciliation repairs it. Rejects when the farthest did not take the purge.
 */
const purgeUpToFarthest = async (
  cache: Pick<TieredCache, 'purge' | 'tiers'>,
  league: LeagueId,
  scopes: readonly Scope[],
): Promise<readonly string[]> => {
  try {
    await cache.purge(league, scopes);
    return [];
  } catch (error) {
    const farthest = cache.tiers.at(-1);
    if (!(error instanceof PurgeIncompleteError) || farthest === undefined || error.tiers.includes(farthest))
      throw error;
    return error.tiers;
  }
};
