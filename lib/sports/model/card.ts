import type { LeagueId } from './ids.ts';
import type { Player } from './player.ts';
import type { Injury, PlayerProfile, TeamProfile } from './profile.ts';
import type { SeasonType } from './season.ts';
import type { HeadlineStat } from './stat-values.ts';
import type { TeamRef } from './team.ts';

/** What a bot shows of one player in one reply. A part that could not be had is null, and `missing` says why. */
export interface Card {
  readonly league: LeagueId;
  readonly season: number;
  /** What the league calls the season: `2026-27`. */
  readonly seasonLabel: string;
  readonly seasonType: SeasonType;
  readonly player: Pick<Player, 'id' | 'name' | 'position' | 'jersey' | 'status'> & Omit<PlayerProfile, 'injury'>;
  readonly team: (TeamRef & TeamProfile) | null;
  /** `15-2`. */
  readonly record: string | null;
  /** `1st in AFC West`. */
  readonly standing: string | null;
  /** Of the season's line, which says under which names the numbers stand. */
  readonly headline: readonly Pick<HeadlineStat, 'label' | 'value' | 'display'>[] | null;
  readonly injury: Injury | null;
  readonly last: LastGame | null;
  readonly current: CurrentGame | null;
  readonly next: NextGame | null;
  readonly sources: Readonly<Partial<Record<CardPart, PartSource>>>;
  readonly missing: readonly MissingCardPart[];
}

export type CardPart = 'player' | 'team' | 'record' | 'standing' | 'headline' | 'injury' | 'last' | 'current' | 'next';

export interface PartSource {
  /** The tier that had it, or `upstream`. */
  readonly tier: string;
  /** Seconds since it was loaded from the provider. */
  readonly age: number;
}

/** Why a part could not be had. */
export interface CardGap {
  /**
   * `not-held`: nobody has loaded it, and a card does not; the route of its own does. `outdated`: what is held is from
   * before the team's last game.
   */
  readonly reason: 'no-stats' | 'unavailable' | 'over-budget' | 'not-offered' | 'pending' | 'not-held' | 'outdated';
  /** Seconds after which to ask again; null where that is not known. */
  readonly retryAfter: number | null;
  /** The seasons that there are lines of, where those are known. */
  readonly seasons?: readonly number[];
}

export interface MissingCardPart extends CardGap {
  readonly part: CardPart;
}

/** A game as the player's team sees it. */
export interface CardGame {
  readonly id: string;
  /** When it begins, ISO 8601 in UTC. */
  readonly date: string;
  readonly home: boolean;
  /** The name is empty where no list of teams is held. */
  readonly opponent: TeamRef;
}

export interface NextGame extends CardGame {
  /** Without a time `date` is midnight Eastern of the day, and no start. */
  readonly timeValid: boolean;
  readonly venue: string | null;
  readonly broadcast: string | null;
}

export interface CurrentGame extends CardGame {
  readonly score: CardScore | null;
  /** The provider's text: `Top 9th`. */
  readonly detail: string | null;
  readonly broadcast: string | null;
}

export interface LastGame extends CardGame {
  /** For the player's team. */
  readonly result: 'W' | 'L' | 'T' | null;
  readonly score: CardScore | null;
  /** Up to three of the player's numbers; null where only the team's game is held, which the player may have missed. */
  readonly stats: readonly Pick<HeadlineStat, 'label' | 'display'>[] | null;
}

export interface CardScore {
  readonly for: number;
  readonly against: number;
}
