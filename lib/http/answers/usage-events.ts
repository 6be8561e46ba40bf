import type { LeagueId } from '../../sports/model/index.ts';

/** `GET /v1/usage/events` */
export interface UsageEventsAnswer {
  readonly scope: 'table' | 'environment';
  /** ISO 8601: the beginning of the first hour, and the function's clock. */
  readonly from: string;
  readonly now: string;
  /** The oldest first. */
  readonly events: readonly UsageEvent[];
  /** Events beyond those that an hour's page has room for. */
  readonly dropped: number;
  /** Windows for player moves that touch these hours, and the next one of each league, by when they open. */
  readonly windows: readonly EventWindow[];
}

/** Something that happened, or began to: `count` times in the same hour, `at` (ISO 8601) for the first time. */
export type UsageEvent = { readonly at: string; readonly count: number } & (Happening | WindowChanged);

/** What environments tell of as it happens. */
export type Happening =
  | PurgeHappened
  | WarmRan
  | BreakerChanged
  | CallRefused
  | LoadFault<'contradicted'>
  | LoadFault<'malformed'>
  | FieldChanged;

interface PurgeHappened {
  readonly kind: 'purge';
  readonly league: LeagueId;
  /** Ten at the most. */
  readonly scopes: readonly string[];
  /** How many there were beyond those. */
  readonly more: number;
  /** `moves`: players moved. `request`: an operator asked for it. */
  readonly why: 'moves' | 'request';
  /** Who asked, by the key; null: nobody, or no key is needed. */
  readonly by: string | null;
}

/** By the calendar: it is computed, and not stored. */
interface WindowChanged {
  readonly kind: 'window';
  readonly league: LeagueId;
  /** `trade-deadline` */
  readonly window: string;
  readonly change: 'opens' | 'closes';
}

/** A run that loaded something, or could not go on. */
interface WarmRan {
  readonly kind: 'warm';
  readonly league: LeagueId;
  /** Documents. */
  readonly planned: number;
  readonly loaded: number;
  readonly failed: number;
  readonly left: number;
  /** What kept the run from going on; null: nothing did. */
  readonly stopped: string | null;
}

interface BreakerChanged {
  readonly kind: 'breaker';
  readonly change: 'opened' | 'closed';
  /** Host and kind: `site roster`. */
  readonly documents: string;
}

/** Calls that the budget did not allow. */
interface CallRefused {
  readonly kind: 'refused';
  /** Why the provider would have been asked. */
  readonly cause: string;
  /** Whose calls were spent. */
  readonly allowance: 'all' | 'unknown' | 'key';
}

/** Loads whose answer could not be true, or could not be read. */
interface LoadFault<Kind> {
  readonly kind: Kind;
  readonly league: LeagueId;
  /** The kind of document: `roster`. */
  readonly documents: string;
}

/** A field that nearly all documents of a kind had, and the newest ones lack; or that is there again. */
interface FieldChanged {
  readonly kind: 'field';
  readonly change: 'gone' | 'back';
  readonly documents: string;
  readonly field: string;
}

export interface EventWindow {
  readonly league: LeagueId;
  /** `trade-deadline` */
  readonly window: string;
  /** ISO 8601. */
  readonly opensAt: string;
  readonly closesAt: string;
  readonly state: 'past' | 'open' | 'next';
}
