import type { Scope, TieredCache } from '../../cache/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { LeagueId } from '../model.ts';
import type { DocumentStore } from '../../ledgers/document-store.ts';
import type { Upstream } from '../upstream.ts';
import { nextAgain } from './repeat.ts';
import { nextDue } from './schedule.ts';
import { purgeFar } from './far-purge.ts';
import { createHandingOver, type HandingOverOptions } from './handing-over.ts';
import { createListening, unasked, type ListeningOptions } from './transactions.ts';
import { encodeNote, movesPage, recall } from './state.ts';
import { createPlanning, type PlanningOptions } from './plan-run.ts';

/** What became of a league in a run. `rested`: nothing was due, and nobody was asked anything. */
export interface LeaguePurged {
  readonly kind: 'rested' | 'looked';
  readonly league: LeagueId;
  /** Moves that had not been seen. */
  readonly moves: number;
  readonly scopes: readonly Scope[];
  /** Windows that have opened or closed. */
  readonly boundaries: number;
  /** Tiers that did not take the purge: they are to be reconciled. */
  readonly lacking: readonly string[];
  /** Another run has written the position meanwhile: what this one saw is purged for again. */
  readonly isOvertaken: boolean;
}

/** Rejects when something could not be done: nothing is remembered then, and the next run does it again. */
export type PurgeLeague = (league: LeagueId) => Promise<LeaguePurged>;

export interface PurgeLeagueOptions extends PlanningOptions, ListeningOptions, HandingOverOptions {
  readonly cache: Pick<TieredCache, 'purge' | 'getAllPresent' | 'tiers'>;
  readonly upstream: Pick<Upstream, 'can' | 'transactions'>;
  readonly notebook: DocumentStore;
  readonly calendar: Calendar;
}

/** Purges what the moves of a league have made wrong since the last run. What it remembers survives the process. */
export const createPurgeLeague = (options: PurgeLeagueOptions): PurgeLeague => {
  const { cache, upstream, notebook, calendar, clock } = options;
  const listen = createListening(options);
  const plan = createPlanning(options);
  const handOver = createHandingOver(options);
  // A process that knows when something is next due does not even read its notes before.
  const restsUntil = new Map<LeagueId, number>();

  return async (league) => {
    const now = clock.now();
    if (now < (restsUntil.get(league) ?? 0)) return { ...RESTED, league };
    const note = await notebook.read(movesPage(league));
    const { known, isLost } = recall(note, now);
    const isTold = upstream.can(league, 'transactions');
    const isListDue = isTold && nextDue(calendar, league, known, { now, isTold }) <= now;
    const heard = isListDue ? await listen(league, known, { now, isFirst: note === undefined }) : unasked(known);

    const { scopes, moved, boundaries, next, ...run } = await plan(league, { known, isLost, heard, isTold });
    const lacking = scopes.length === 0 ? [] : await purgeFar(cache, league, scopes);
    const isNews = note === undefined || run.isNews;
    // Only now: whatever stops this before makes the next run purge once more, and never makes it miss a move.
    const isWritten = !isNews || (await notebook.compareAndSet(movesPage(league), encodeNote(next), note));
    if (isWritten && !run.isHeldBack) {
      const due = nextDue(calendar, league, next, { now, isTold });
      restsUntil.set(league, Math.min(due, nextAgain(next.pending), calendar.nextChange(league, now)));
    }
    await handOver(league, moved, now);
    const moves = heard.news.moves.length;
    return { kind: 'looked', league, moves, scopes, boundaries, lacking, isOvertaken: !isWritten };
  };
};

const RESTED = { kind: 'rested', moves: 0, scopes: [], boundaries: 0, lacking: [], isOvertaken: false } as const;
