import * as v from 'valibot';
import type { StoredDocument } from '../../ledgers/document-store.ts';
import type { TeamId } from '../model/index.ts';
import type { PurgePlan } from './plan.ts';

/** What is remembered of a league's moves between runs. Times are epoch ms. */
export interface MovesState {
  /** Windows that opened or closed until then have been purged for. */
  readonly checkedUntil: number;
  /** Since when moves are watched. Nothing has to be purged for earlier ones: nothing was cached yet. */
  readonly watchedSince: number;
  /** When the transactions feed was last read; null: never. */
  readonly readAt: number | null;
  /** Fingerprints of the moves that have been purged for, those listed last first. */
  readonly seen: readonly string[];
  /** When all rosters were last purged for want of a feed, or for a window; null: never. */
  readonly fullPurgeAt: number | null;
  /** Since when the transactions feed has been unavailable; null: the last attempt to read it succeeded. */
  readonly unavailableSince: number | null;
  /** What is to be purged again. */
  readonly pending: readonly PendingRepeat[];
}

/**
 * What was purged for a move, and is to be purged again: a provider may list a move some time before its rosters show
 * it, and whatever was loaded in between has the old team again.
 */
export interface PendingRepeat extends PurgePlan {
  /** Epoch ms. */
  readonly purgedAt: number;
  /** How often it has been purged again. */
  readonly times: number;
}

/** The stored document that holds a league's state. */
export const movesDocument = (league: string): string => `moves:${league}`;

// Several times the length of a feed, so that every move it still lists is remembered.
const MAX_SEEN_MOVES = 300;

/** The fingerprints to remember once every listed move has been purged for. */
export const addSeen = (seen: readonly string[], listed: readonly string[]): readonly string[] => {
  const added = new Set(listed);
  return [...listed, ...seen.filter((each) => !added.has(each))].slice(0, MAX_SEEN_MOVES);
};

const VERSION = 1;
const Time = v.number();
const TeamIds = v.pipe(
  v.array(v.string()),
  v.transform((ids): readonly TeamId[] => ids.map((id) => id as TeamId)),
);
const Repeat = v.object({ purgedAt: Time, times: v.number(), scopes: v.array(v.string()), teams: TeamIds });

/** The stored form. Two versions run during a deployment: its names stay, whatever the code calls them. */
const StoredState = v.object({
  version: v.literal(VERSION),
  at: Time,
  readAt: v.nullable(Time),
  seen: v.array(v.string()),
  rostersAt: v.nullable(Time),
  // Earlier versions did not write these three.
  since: v.fallback(v.optional(Time), undefined),
  unheardSince: v.fallback(v.nullable(Time), null),
  pending: v.fallback(v.array(v.fallback(v.nullable(Repeat), null)), []),
});

export const encodeState = (state: MovesState): string =>
  JSON.stringify({
    version: VERSION,
    at: state.checkedUntil,
    since: state.watchedSince,
    readAt: state.readAt,
    seen: state.seen,
    rostersAt: state.fullPurgeAt,
    unheardSince: state.unavailableSince,
    pending: state.pending,
  } satisfies Record<keyof v.InferInput<typeof StoredState>, unknown>);

/** Undefined for what this version cannot read. */
export const decodeState = (text: string): MovesState | undefined => {
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), StoredState), text);
  if (!success) return undefined;
  const { at, since, readAt, seen, rostersAt, unheardSince, pending } = output;
  return {
    checkedUntil: at,
    watchedSince: since ?? at,
    readAt,
    seen: seen.slice(0, MAX_SEEN_MOVES),
    fullPurgeAt: rostersAt,
    unavailableSince: unheardSince,
    pending: pending.filter((each) => each !== null),
  };
};

export interface Recalled {
  readonly state: MovesState;
  /** A state was stored and cannot be read. Unlike on a first run, moves may have been missed since it was written. */
  readonly isLost: boolean;
}

export const recall = (document: StoredDocument | undefined, now: number): Recalled => {
  const nothing = { readAt: null, seen: [], fullPurgeAt: null, unavailableSince: null, pending: [] };
  if (document === undefined) return { state: { ...nothing, checkedUntil: now, watchedSince: now }, isLost: false };
  const state = decodeState(document.text);
  return state === undefined
    ? { state: { ...nothing, checkedUntil: 0, watchedSince: 0, readAt: 0 }, isLost: true }
    : { state: asOf(state, now), isLost: false };
};

/** Nothing has happened later than now: a clock that was ahead wrote so, and would put off what is due. */
const asOf = (state: MovesState, now: number): MovesState => {
  const { checkedUntil, watchedSince, readAt, fullPurgeAt, unavailableSince, pending } = state;
  const past = (time: number | null): number | null => time && Math.min(time, now);
  return {
    ...state,
    checkedUntil: Math.min(checkedUntil, now),
    watchedSince: Math.min(watchedSince, now),
    readAt: past(readAt),
    fullPurgeAt: past(fullPurgeAt),
    unavailableSince: past(unavailableSince),
    // The very list where nothing in it changes: whether it changed decides whether the state is stored.
    pending: pending.every(({ purgedAt }) => purgedAt <= now)
      ? pending
      : pending.map((each) => ({ ...each, purgedAt: Math.min(each.purgedAt, now) })),
  };
};
