import type { ListedPlayer, ListedTeam, SeasonType, Suggestion } from '../../sports/model/index.ts';
import type { Searched } from './players.ts';
import type { UnavailableBecause, WithoutStats } from './stats.ts';

/** The stable codes a client may branch on. */
export type ProblemCode =
  | keyof ProblemExtras
  | 'invalid-body'
  | 'malformed-event'
  | 'unauthorized'
  | 'forbidden'
  | 'too-many-wrong-keys'
  | 'daily-limit-reached'
  | 'keys-unavailable'
  | 'body-too-large'
  | 'route-not-found'
  | 'method-not-allowed'
  | 'league-not-found'
  | 'not-offered'
  | 'still-loading'
  | 'usage-unavailable'
  | 'internal-error';

/** The codes whose problems have further members. */
export interface ProblemExtras {
  /** `candidates`, `suggestions`: of stats, as `category.name`. */
  'invalid-parameter': { readonly candidates?: readonly string[]; readonly suggestions?: readonly string[] };
  /** Teams with similar names, for a name. */
  'team-not-found': { readonly suggestions?: readonly ListedTeam[] };
  'team-ambiguous': { readonly candidates: readonly ListedTeam[] };
  /** For a name: players with similar names, and where it was looked for. */
  'player-not-found': Partial<Searched> & { readonly suggestions?: readonly Suggestion[] };
  'player-ambiguous': Searched & { readonly candidates: readonly ListedPlayer[] };
  'no-stats': WithoutStats;
  /** `pages`: of the season's table, those that are held and those that are missing. */
  'no-table': {
    readonly season: number;
    readonly seasonType: SeasonType;
    readonly pages: { readonly held: number; readonly missing: number };
  };
  'upstream-unavailable': UnavailableBecause;
  /** `tiers`: those that have not taken the purge. `finishedLater`: it need not be sent again. */
  'purge-incomplete': {
    readonly tiers: readonly string[];
    readonly taken: readonly string[];
    readonly finishedLater: boolean;
  };
}

interface ProblemMembers<Code extends ProblemCode> {
  readonly type: `urn:statline:problem:${Code}`;
  readonly title: string;
  readonly status: number;
  readonly code: Code;
  /** For a person. It changes with releases. */
  readonly detail: string;
  /** The input that is wrong: `season`, `player_ids.3`. */
  readonly field?: string;
}

/** A problem document (RFC 9457) of one code. */
export type ProblemOf<Code extends ProblemCode> = ProblemMembers<Code> &
  (Code extends keyof ProblemExtras ? ProblemExtras[Code] : unknown);

/** What every answer is that is no document. */
export type Problem = { readonly [Code in ProblemCode]: ProblemOf<Code> }[ProblemCode];
