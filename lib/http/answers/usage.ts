import type {
  UsageCallers,
  Latency,
  LatencyOf,
  UsageEnvironments,
  UsageMemory,
  UsageSavings,
} from './usage-details.ts';

/** How questions, or the entries that answered them, were served. */
export interface ServedCounts {
  /** Fresh, by tier. */
  readonly hits: Readonly<Record<string, number>>;
  readonly stale: number;
  readonly misses: number;
  readonly collapsed: number;
  readonly failed: number;
}

export interface UsageCounts {
  readonly questions: ServedCounts & { readonly total: number };
  readonly entries: ServedCounts & { readonly absent: number };
  /** Entries that a tier had fresh, of all; null where there are none. */
  readonly hitRatio: number | null;
  /** Entries for which nobody had to ask the provider while the question waited. */
  readonly callsSaved: number;
  readonly loads: number;
  readonly loadFailures: number;
  /** Of the failed loads, those whose answer could not be true. */
  readonly contradictions: number;
  /** Entries that were fresh in a tier because they had been loaded before anybody asked. */
  readonly foreseen: { readonly warm: number; readonly predict: number };
  readonly purges: number;
  readonly bytes: number;
  /** Players that answers were about: one that is asked about twice counts twice. */
  readonly players: number;
}

export interface ProviderCounts {
  /** Calls that were made. */
  readonly calls: number;
  readonly byCause: Readonly<Record<string, number>>;
  /** Calls that the budget did not allow. */
  readonly refused: number;
  /** Of these calls, those paid from the allowance for who is not known; and of those refused, whose allowance was spent. */
  readonly allowances: {
    readonly unknown: { readonly calls: number; readonly refused: number };
    readonly key: { readonly refused: number };
  };
  /** How often documents of a kind were found out of order, and how often they came back. */
  readonly outages: { readonly begun: number; readonly ended: number };
  /** Loads by kind of document (`roster`) whose answer could not be read, and whose answer could not be true. */
  readonly malformed: Readonly<Record<string, number>>;
  readonly contradicted: Readonly<Record<string, number>>;
}

export interface UsageReport {
  /** The first hour, and the present one: `2026-11-22T19`. */
  readonly from: string;
  readonly to: string;
  readonly totals: UsageCounts;
  readonly provider: ProviderCounts;
  /** Leagues that were asked about. */
  readonly leagues: Readonly<Record<string, UsageCounts>>;
  /** Hours with any counts, the oldest first. */
  readonly hours: readonly UsageHour[];
  readonly callers: UsageCallers;
  /** By where the answers came from. */
  readonly latency: Readonly<Record<LatencyOf, Latency>>;
  readonly savings: UsageSavings;
  readonly environments: UsageEnvironments;
}

export interface UsageHour extends UsageCounts {
  readonly hour: string;
  readonly provider: ProviderCounts;
  /** Calls saved, by each model: see `savings`. */
  readonly saved: { readonly original: number; readonly careful: number };
  /** Environments of the api function that have counted anything. */
  readonly environments: number;
}

/** The provider's plan, and what is spent of it. In calls. */
export interface UsageBudget {
  readonly provider: string;
  /** Without `perMinute`: no limit by the minute. */
  readonly plan: { readonly perDay: number; readonly perMinute?: number };
  /** Since midnight UTC, and in this minute. */
  readonly spent: { readonly day: number; readonly minute: number };
  readonly allowances: {
    /** Calls of this hour for what nobody has told us of. */
    readonly unknown: number;
    /** The same by key. */
    readonly unknownByKey: Readonly<Record<string, number>>;
    /** Calls by key since half of the day's were spent; each key has an equal share of what was left then. */
    readonly keys: Readonly<Record<string, number>>;
    /** Calls of the day for what nobody waits for. */
    readonly speculative: number;
  };
  /** Calls of a day after which nothing is loaded speculatively. */
  readonly foresightStopsAt: number;
  /** Midnight UTC, ISO 8601. */
  readonly resetsAt: string;
}

export interface UsageLeagueHour extends UsageCounts {
  readonly hour: string;
}

/** The key that asks, and what it may do. Where nobody needs a key: no name, and all that an admin may. */
export interface UsageCaller {
  readonly name: string | null;
  readonly role: 'read' | 'admin';
}

/** A field that nearly all of the provider's documents of a kind had, and none has now. */
export interface UsageGoneField {
  /** League and kind: `nfl roster`. */
  readonly documents: string;
  /** As it is read: `athletes.jersey`; `document`: documents of the kind cannot be read at all. */
  readonly field: string;
  /** ISO 8601: the first document without it. */
  readonly since: string;
}

/** `GET /v1/usage` */
export interface UsageAnswer extends UsageReport {
  /** Whether all environments are counted, or only this one because they share no table. */
  readonly scope: 'table' | 'environment';
  readonly caller: UsageCaller;
  /** Of `league=LEAGUE`: the hours of `hours`, with the counts of that league. */
  readonly leagueHours?: readonly UsageLeagueHour[];
  readonly memory: UsageMemory;
  /** null: the ledger cannot be reached. */
  readonly budget: UsageBudget | null;
  /** Now, whatever hours are asked for; null: what environments know cannot be read. */
  readonly fieldsGone: readonly UsageGoneField[] | null;
}
