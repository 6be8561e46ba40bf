import type { UsageBudget } from './usage.ts';

/** `GET /v1/health` */
export interface HealthAnswer {
  readonly status: 'ok';
  readonly version: string;
  /** The nearest first. */
  readonly tiers: readonly string[];
  /** `label` is configured, so that a simulated provider is never mistaken for the real one. */
  readonly upstream: { readonly name: string; readonly label: string };
}

/** `GET /v1/admin/health` */
export interface AdminHealthAnswer {
  /**
   * `degraded`: a tier is slow, does not answer or is not asked; the budget is spent or cannot be read; documents of the
   * provider are out of order; or a probe was not answered or has found a field gone.
   */
  readonly status: 'ok' | 'degraded';
  readonly version: string;
  /** ISO 8601: the function's clock when it answers. */
  readonly now: string;
  /** ISO 8601: when everything below was found out. It is remembered for 5 s. */
  readonly readAt: string;
  /** Those that environments share, the nearest first. */
  readonly tiers: readonly TierHealth[];
  /** null: the ledger cannot be read. */
  readonly budget: UsageBudget | null;
  /** The last runs that have ended; null: they cannot be read. */
  readonly runs: JobRuns | null;
  readonly provider: ProviderHealth;
}

export interface TierHealth {
  readonly name: string;
  /** `slow`: it answered, later than a question would have waited. */
  readonly state: 'answered' | 'slow' | 'timed-out' | 'failed';
  /** Of one command, a new connection included; null: it did not answer. */
  readonly roundTripMs: number | null;
  /** How long a question waits for the tier. */
  readonly limitMs: number;
  /** What went wrong. */
  readonly fault?: string;
  /** Its plan is spent: it refuses whatever it is asked, until the day or the month is over or somebody pays. */
  readonly limitReached?: true;
  /** Whether the environment that answers asks the tier now; false while its breaker is open. */
  readonly available: boolean;
  /** ISO 8601: until when some environment has told the others to leave the tier alone; null: none has. */
  readonly reportedDownUntil: string | null;
  /**
   * Scopes in the purge log, by league. null: the tier has no log of the league, and nothing of the league is believed
   * there until it is restored. Empty where the tier did not answer.
   */
  readonly purgeLogs: Readonly<Record<string, number | null>>;
}

export interface JobRuns {
  /** null: no run has ended yet, or none was recorded where functions share no table. */
  readonly warm: JobRunReport | null;
  readonly purge: JobRunReport | null;
}

export interface JobRunReport {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** `incomplete`: something was left, which the next run takes up. `failed`: a league broke. */
  readonly outcome: 'complete' | 'incomplete' | 'failed';
  /** Of all leagues: documents `planned`, `loaded`, `failed` and `left`, or `moves` and `scopes` purged for them. */
  readonly counts: Readonly<Record<string, number>>;
  /** By league, what was in the way: `provider`, `budget`, `deadline`, or an error's text. */
  readonly failures: Readonly<Record<string, string>>;
}

export interface ProviderHealth {
  readonly name: string;
  readonly label: string;
  /** What it is asked with: providers refuse some. */
  readonly userAgent: string;
  /** The last load that succeeded, and the last that failed, in the environment that answers; null: none has yet. */
  readonly lastSuccess: LoadOutcome | null;
  readonly lastFailure: (LoadOutcome & { readonly reason: string }) | null;
  /** Kinds of documents that are not asked for, because they failed; null: what environments know cannot be read. */
  readonly outages: readonly ProviderOutage[] | null;
  /** Of `probe=provider`. */
  readonly probe?: ProviderProbe;
  /** Of `documents=LEAGUE`. */
  readonly documents?: DocumentsProbe;
}

export interface LoadOutcome {
  /** ISO 8601. */
  readonly at: string;
  /** What was loaded: `nfl:roster:12`. */
  readonly source: string;
}

export interface ProviderOutage {
  /** Host and kind: `site roster`. */
  readonly documents: string;
  /** ISO 8601. */
  readonly since: string;
  readonly leagues: readonly string[];
  /** ISO 8601: when one call is let through. */
  readonly nextProbeAt: string;
}

/** One call to the provider, counted under its own cause. */
export interface ProviderProbe {
  /** `refused`: a 401, 403 or 451. `not-asked`: the budget did not allow the call. */
  readonly outcome: 'answered' | 'refused' | 'timed-out' | 'rate-limited' | 'unreachable' | 'failed' | 'not-asked';
  /** ISO 8601. */
  readonly at: string;
  readonly elapsedMs: number;
  /** What was asked for: `nfl teams`. */
  readonly asked: string;
  /** What it means and what to look at. */
  readonly detail: string;
}

/** One document of each kind that the provider has of a league, asked for now. Each call is counted under its own cause. */
export interface DocumentsProbe {
  readonly league: string;
  /** ISO 8601. */
  readonly at: string;
  /** Calls that were made, 20 at the most. */
  readonly calls: number;
  readonly documents: readonly DocumentProbe[];
}

export interface DocumentProbe {
  /** `roster`, `career`, … */
  readonly kind: string;
  /** `not-asked`: the budget did not allow it, or it needs what another document would have told. */
  readonly outcome: ProviderProbe['outcome'];
  readonly detail: string;
  /** What nearly all documents of the kind had, and this one lacks. */
  readonly gone: readonly {
    /** `athletes.jersey` */
    readonly field: string;
    /** ISO 8601: the first document without it, where environments have noticed; null: none has. */
    readonly since: string | null;
  }[];
}
