import { leagueOf, type League } from '../leagues.ts';
import type { LeagueId } from '../model/index.ts';

/** A stat of the season table: its category and name there. */
export interface SeasonTableStat {
  readonly category: string;
  readonly name: string;
}

/** Where a stat stands in a career's line. */
export type Place = readonly [category: string, name: string];

/** The player whose stat it is: hockey's table does not say which of its columns are a goaltender's. */
export interface PlacedPlayer {
  readonly position: string | null;
}

interface Sport {
  /** Undefined for a stat that careers do not have. */
  readonly placesOf: (stat: SeasonTableStat, player: PlacedPlayer) => readonly Place[] | undefined;
  /** The categories that careers have: nothing else may stand in them. */
  readonly categories: readonly string[];
  /** Whether a category is a role that not every player has, so that one without a count is left out. */
  readonly roles: boolean;
  /** Stats that are repeated in every category. */
  readonly repeated: readonly string[];
}

const asIs = ({ category, name }: SeasonTableStat): readonly Place[] => [[category, name]];

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const SHOOTING = words('fieldGoalPct threePointFieldGoalPct freeThrowPct');
const AVERAGED = words('gamesPlayed gamesStarted');
const MISCELLANEOUS = words(`
  doubleDouble tripleDouble disqualifications ejections technicalFouls flagrantFouls
  assistTurnoverRatio stealTurnoverRatio scoringEfficiency shootingEfficiency`);
const TOTALLED = words(`
  fieldGoalsMade fieldGoalsAttempted threePointFieldGoalsMade threePointFieldGoalsAttempted
  freeThrowsMade freeThrowsAttempted offensiveRebounds defensiveRebounds totalRebounds
  assists blocks steals fouls turnovers points`);

/** By name alone: general, offensive and defensive share none. */
const basketballPlaces = ({ name }: SeasonTableStat): readonly Place[] | undefined => {
  const total = name === 'rebounds' ? 'totalRebounds' : name;
  if (SHOOTING.has(name)) return ['averages', 'totals'].map((category): Place => [category, name]);
  if (AVERAGED.has(name) || /^avg[A-Z]/.test(name)) return [['averages', name]];
  if (MISCELLANEOUS.has(name)) return [['miscellaneous', name]];
  return TOTALLED.has(total) ? [['totals', total]] : undefined;
};

const ROLES = ['passing', 'rushing', 'receiving', 'defensive', 'scoring', 'returning', 'kicking', 'punting'];
const DEFENSIVE_FUMBLES = words('fumblesForced fumblesRecovered fumblesRecoveredYards');

const footballPlaces = ({ category, name }: SeasonTableStat): readonly Place[] | undefined => {
  if (category === 'defensiveInterceptions') return [['defensive', name]];
  if (category === 'general') return DEFENSIVE_FUMBLES.has(name) ? [['defensive', name]] : undefined;
  return ROLES.includes(category) ? [[category, name]] : undefined;
};

const GOALTENDING = words(`
  games gameStarted gamesStarted wins losses ties overtimeLosses goalsAgainst avgGoalsAgainst shotsAgainst
  avgShotsAgainst saves savePct shutouts timeOnIce timeOnIcePerGame
  evenStrengthSaves powerPlaySaves shortHandedSaves shootoutSaves shootoutShotsAgainst shootoutSavePct`);
const SKATING = words(`
  games goals assists points plusMinus penaltyMinutes shotsTotal shootingPct powerPlayGoals powerPlayAssists
  shortHandedGoals shortHandedAssists gameWinningGoals gameTyingGoals shootoutGoals shootoutAttempts shootoutShotPct
  totalFaceOffs faceoffsWon faceoffsLost faceoffPercent hits blockedShots shifts
  timeOnIce timeOnIcePerGame production`);

const hockeyPlaces = ({ name }: SeasonTableStat, { position }: PlacedPlayer): readonly Place[] | undefined => {
  if (position === 'G') return GOALTENDING.has(name) ? [['goaltending', name]] : undefined;
  return SKATING.has(name) ? [['skating', name]] : undefined;
};

const SPORTS: Readonly<Record<League['sport'], Sport>> = {
  football: { placesOf: footballPlaces, categories: ROLES, roles: true, repeated: ['gamesPlayed'] },
  basketball: {
    placesOf: basketballPlaces,
    categories: ['averages', 'totals', 'miscellaneous'],
    roles: false,
    repeated: [],
  },
  baseball: { placesOf: asIs, categories: ['batting', 'pitching', 'fielding'], roles: true, repeated: [] },
  hockey: { placesOf: hockeyPlaces, categories: ['skating', 'goaltending'], roles: true, repeated: [] },
};

export const placesIn = (league: LeagueId): Sport => SPORTS[leagueOf(league).sport];
