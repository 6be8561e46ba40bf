import type { LeagueId, PlayerId } from './ids.ts';
import type { SeasonType } from './season.ts';
import type { Headline, StatCategories } from './stat-values.ts';
import type { TeamRef } from './team.ts';

export interface SeasonLine {
  readonly league: LeagueId;
  readonly season: number;
  readonly seasonType: SeasonType;
  readonly teams: readonly TeamRef[];
  readonly categories: StatCategories;
  /** Only for a player who changed teams within the season: the provider's own rows. */
  readonly byTeam?: readonly { readonly team: TeamRef; readonly categories: StatCategories }[];
  /** `category.name` of each rate that cannot be computed from the rows of several teams. */
  readonly notCombined?: readonly string[];
  /** Made from a season's table of every player, which has fewer stats than a career. */
  readonly source?: 'season-table';
  /** The categories that the provider has and that could not be had now. */
  readonly missing?: readonly string[];
  /** By category: when it was loaded (ISO 8601), where that is earlier than the rest of the line. */
  readonly asOf?: Readonly<Record<string, string>>;
}

/** Whose stat line it is. Their current team is left out: a line outlives a trade. */
export interface StatSubject {
  readonly id: PlayerId;
  readonly name: string;
  readonly position: string | null;
}

/** A line as it is kept and answered. */
export interface HeadedLine extends SeasonLine {
  readonly headline: Headline;
}

export interface StatLine extends HeadedLine {
  readonly player: StatSubject;
}

/** Before it is joined with what else is known of its season. */
export type UnheadedLine = Omit<StatLine, 'headline'>;

export interface Career {
  readonly player: StatSubject;
  readonly league: LeagueId;
  readonly seasonType: SeasonType;
  readonly seasons: readonly HeadedLine[];
  readonly career: { readonly categories: StatCategories; readonly headline: Headline };
  /** The categories that the provider has and that could not be had now: seasons may be missing with them. */
  readonly missing?: readonly string[];
}
