import { days } from '../../cache/index.ts';
import { isSeasonYoungerThan } from '../calendar/index.ts';
import { leagueOf, type League } from '../leagues.ts';
import type { LeagueId } from '../model/index.ts';

// The one rule about emptiness: what a load brings is weighed against what is held, and against what must be true where
// nothing is. Each rule answers in our own words what cannot be true, or undefined.

/** A number that came, and the one that is held; undefined: nothing is held. */
interface Weighed {
  readonly brought: number;
  readonly held: number | undefined;
}

// No team plays with fewer. A roster of at least as many is never in doubt, however many were held: cut-down day takes
// 37 players off a football roster, and July takes half of a basketball team.
const MIN_ROSTER: Readonly<Record<League['sport'], number>> = { football: 30, basketball: 8, baseball: 15, hockey: 12 };

/** Whether a roster of `brought` players has to be weighed at all; the facts to weigh it with may cost a look-up. */
export const isThinRoster = (league: LeagueId, brought: number): boolean =>
  brought < MIN_ROSTER[leagueOf(league).sport];

export interface WeighedRoster extends Weighed {
  readonly league: LeagueId;
  /** Games that count are played: regular season, play-in or play-offs. */
  readonly isInSeason: boolean;
  /** A team that may be without players although its league plays: a guest, or an expansion team before its draft. */
  readonly mayBeEmpty: boolean;
}

/** A team does not lose two thirds of its players at once. A college does, each summer. */
export const doubtRoster = ({ league, brought, held, isInSeason, mayBeEmpty }: WeighedRoster): string | undefined => {
  if (!isThinRoster(league, brought) || (leagueOf(league).college && !isInSeason)) return undefined;
  if (held === undefined)
    return brought === 0 && isInSeason && !mayBeEmpty ? 'A team in season has no players' : undefined;
  // A single move may take the last player that is known.
  const isLost = brought === 0 ? held > 1 : brought * 3 < held;
  return isLost ? `${brought} players came where ${held} are held` : undefined;
};

/** Guests do not count. A league loses no team within a day; hundreds of colleges come and go one by one. */
export const doubtTeams = (league: LeagueId, { brought, held }: Weighed): string | undefined => {
  if (held === undefined) return brought === 0 ? 'The league has no teams' : undefined;
  const isLost = leagueOf(league).college ? brought * 4 < held * 3 : brought < held;
  return isLost ? `${brought} teams came where ${held} are held` : undefined;
};

/** Players of the list of everybody, and those of them on a team. */
export const doubtEveryPlayer = ({ brought, held }: Weighed, onTeams: number): string | undefined => {
  // A list on which no player has a team lacks its statuses or its teams.
  if (onTeams === 0) return 'Nobody on the list of everybody is on a team';
  if (held === undefined || !isHalved(brought, held)) return undefined;
  return `${brought} players are listed where the directory holds ${held}`;
};

/** Players on a team: a directory that is made of rosters has no others. */
export const doubtDirectory = ({ brought, held }: Weighed): string | undefined => {
  if (held === undefined) return brought === 0 ? 'The league has no players' : undefined;
  return isHalved(brought, held) ? `${brought} players on teams came where ${held} are held` : undefined;
};

/** Players on a page of a season's table. The last of several pages has as many as are left. */
export const doubtTablePage = (page: number, { brought, held }: Weighed): string | undefined => {
  if (held === undefined) return undefined;
  const isLost = page === 1 ? isHalved(brought, held) : brought === 0 && held > 0;
  return isLost ? `${brought} players came where ${held} are held` : undefined;
};

/** The season years of a career. A season that has been played is not unplayed. */
export const doubtSeasons = (brought: readonly number[], held: readonly number[]): string | undefined => {
  const lost = held.filter((season) => !brought.includes(season));
  if (lost.length === 0) return undefined;
  return `${brought.length} seasons came without ${lost.slice(0, MAX_TOLD).join(', ')}${lost.length > MAX_TOLD ? ', …' : ''}`;
};

const MAX_TOLD = 5;

interface WeighedGameLog {
  readonly brought: number;
  /** Games that are held and did not come. */
  readonly lost: number;
  /** Games that the season's stat line says were played. */
  readonly played: number;
}

/** The games of one player in one season: none that was played is unplayed. */
export const doubtGameLog = ({ brought, lost, played }: WeighedGameLog): string | undefined => {
  if (lost > 0) return `${brought} games came without ${lost} that are held`;
  return brought === 0 && played > 0 ? `No games came of a season with ${played}` : undefined;
};

// By then everybody who plays has. Football counts linemen, and quarterbacks who never got in; colleges count the years
// of study.
const MIN_VETERAN_SEASONS = 3;

/** Where no season is held: who has been in the league for long has played. */
export const doubtVeteran = (league: LeagueId, experience: number | undefined): string | undefined =>
  experience !== undefined && experience >= MIN_VETERAN_SEASONS && isCounted(leagueOf(league))
    ? `No seasons came of a player with ${experience} years in the league`
    : undefined;

const isCounted = ({ sport, college }: League): boolean => sport !== 'football' && !college;

/** Hits of a search for a name: a player who was found does not lose the name. */
export const doubtHits = ({ brought, held }: Weighed): string | undefined =>
  brought === 0 && held !== undefined && held > 0 ? `Nobody came where ${held} are held` : undefined;

/**
 * Games of the provider's day that are to be played still, and those of them that are listed. Of one or two that are gone
 * their own day is asked for, as of any game that leaves the list before it is over.
 */
export const doubtGames = ({ brought, held }: Weighed): string | undefined =>
  held !== undefined && isHalved(brought, held) ? `${brought} games of the day came where ${held} are held` : undefined;

// The provider lists the moves of one season: in a new one there may be none yet.
const NEW_SEASON_MS = days(14);

/** A league's list of moves. `now`: epoch ms. */
export const doubtMoveList = (league: LeagueId, { brought, held }: Weighed, now: number): string | undefined =>
  brought === 0 && held !== undefined && held > 0 && !isSeasonYoungerThan(leagueOf(league), NEW_SEASON_MS, now)
    ? `No moves came where ${held} are known`
    : undefined;

/** Phases of a league's year. */
export const doubtPhases = (brought: number): string | undefined =>
  brought === 0 ? "The league's year has no phases" : undefined;

/** Fewer than half. Of one or two nothing can be said. */
const isHalved = (brought: number, held: number): boolean => held > 2 && brought * 2 < held;
