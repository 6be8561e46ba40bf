import type { PlayerId, TeamRef } from '../../sports/model/index.ts';

/** What one key asked, or several together. */
export interface CallerCounts {
  /** As in `questions.total`. */
  readonly questions: number;
  /** Of these, those that could not be answered. */
  readonly failed: number;
  /** Calls to the provider that its questions caused while they waited. */
  readonly calls: number;
}

export interface UsageCallers {
  /** The fifty busiest of the hours, the busiest first. `name` is the key's; null: nobody needs a key here. */
  readonly busiest: readonly (CallerCounts & { readonly name: string | null })[];
  /** All others together. */
  readonly others: CallerCounts;
}

/** Where an answer came from: the farthest tier, the provider (also where a load under way was joined), or a stale entry. */
export type LatencyOf = 'l1' | 'l2' | 'l3' | 'provider' | 'stale' | 'failed';

/** Milliseconds from the event to the answer, writes that the answer has waited for included. */
export interface Latency {
  readonly questions: number;
  /** Half, and 99 of 100, took this long at most, as nearly as the buckets tell; null without questions. */
  readonly p50: number | null;
  readonly p99: number | null;
  /** Questions that took `atMost` milliseconds and more than the bucket before; the last one has all that took longer. */
  readonly buckets: readonly { readonly atMost: number; readonly questions: number }[];
}

/** What the same questions would have cost without Statline, by one model, less every call that was made. */
export interface ModelSavings {
  readonly wouldHaveCost: number;
  /** Less than nothing where Statline made more calls than the model. */
  readonly saved: number;
  /** How both are reckoned. */
  readonly formula: string;
}

export interface UsageSavings {
  /** Calls that were made for whatever reason, warming included. */
  readonly calls: number;
  /** A bot that asks as the first one did: 34 calls to compare two players. */
  readonly original: ModelSavings;
  /** A bot that makes one call for each entry an answer rests on. */
  readonly careful: ModelSavings;
}

export interface UsageEnvironments {
  /** Environments that have counted anything, by function, in the hour that saw most of them. */
  readonly most: Readonly<Record<string, number>>;
  /** Environments that were started and then counted anything, by function. */
  readonly coldStarts: Readonly<Record<string, number>>;
}

/** The memory tier of the environments of the api function. */
export interface UsageMemory {
  /** Entries that made room for others. */
  readonly evictions: number;
  /** Bytes held by an environment, on average over what all of them have reported; null: none has. */
  readonly meanBytes: number | null;
  /** Of the environment that answers. */
  readonly here: { readonly bytes: number; readonly entries: number; readonly maxBytes: number };
}

/** `GET /v1/usage/popular` */
export interface UsagePopularAnswer {
  readonly scope: 'table' | 'environment';
  /** The first hour, and the present one: `2026-11-22T19`. */
  readonly from: string;
  readonly to: string;
  /** Leagues that were asked about: the players most asked about, the first of them most. */
  readonly leagues: Readonly<Record<string, readonly AskedPlayer[]>>;
}

export interface AskedPlayer {
  readonly id: PlayerId;
  /** null, as the rest: nothing that is held names the player. */
  readonly name: string | null;
  readonly team: TeamRef | null;
  readonly position: string | null;
  /** Questions that were answered with a document of the player. */
  readonly questions: number;
}
