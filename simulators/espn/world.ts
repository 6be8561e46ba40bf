import { createCalendar, shareGone } from './calendar.ts';
import type { CareerPlan } from './careers/career-plan.ts';
import { careerOf } from './careers/career.ts';
import { playedGames, type GamesOfTeam, type PlayedGame } from './careers/played-games.ts';
import type { LeagueFacts } from './leagues.ts';
import { LEAGUES, WORLD_BEGINS } from './leagues.ts';
import type { Athlete, Career, GamesPlayed, Move, Season, SeasonType, TeamFacts } from './model.ts';
import { createMoves } from './moves.ts';
import { peopleOf } from './people.ts';

/** One league of the simulated world: everybody it begins with, and what has happened since. */
export interface LeagueWorld {
  readonly facts: LeagueFacts;
  /** By the league's rollover; never before the season with which the world begins. */
  season(now: number): Season;
  /** Everybody listed with a team, in an order that moves leave alone: whoever comes is last. */
  roster(team: TeamFacts): readonly Athlete[];
  athlete(id: string): Athlete | undefined;
  /** Up to the current season, which has the games that the player's teams have played so far. */
  career(athlete: Athlete, now: number): Career;
  /** The games that a season's rows are the sum of, in order of time; `gamesOf`: those of a team that are over. */
  games(athlete: Athlete, season: number, options: GamesAsked): readonly PlayedGame[];
  /** Whoever is on a roster, was on one, or looks for one. */
  everybody(): readonly Athlete[];
  /** Throws RangeError for an unknown athlete or team, and for the team that the athlete is already on. */
  move(athleteId: string, to: TeamFacts | null, at: number): Move;
  /** Oldest first. */
  moves(): readonly Move[];
  /** Until then, games are played evenly over the regular season. */
  setSchedule(played: GamesPlayed): void;
}

export interface GamesAsked {
  readonly type: SeasonType;
  readonly now: number;
  readonly gamesOf: GamesOfTeam;
}

export interface World {
  readonly leagues: readonly LeagueWorld[];
  league(sport: string, slug: string): LeagueWorld | undefined;
}

/** The same world for the same seed, in every process. */
export const createWorld = ({ seed }: { readonly seed: number }): World => {
  const leagues = Object.values(LEAGUES).map((facts) => createLeagueWorld(facts, seed));
  return {
    leagues,
    league: (sport, slug) => leagues.find(({ facts }) => facts.slug === slug && facts.sport.slug === sport),
  };
};

const createLeagueWorld = (facts: LeagueFacts, seed: number): LeagueWorld => {
  const people = peopleOf(facts, seed);
  const moves = createMoves(facts);
  const calendar = createCalendar(facts.slug, WORLD_BEGINS);
  let gamesPlayed: GamesPlayed = (_, season, now) =>
    Math.floor(facts.seasonGames * shareGone(calendar.regular(season), now));
  const athlete = (id: string): Athlete | undefined => moves.moved(id) ?? people.athlete(id);

  const planOf = (id: string, now: number): CareerPlan => {
    const athlete = people.athlete(id);
    if (athlete === undefined) throw new RangeError(`${facts.slug} has no athlete ${id}`);
    return { league: facts, athlete, seed, now, calendar, gamesPlayed, moves: moves.of(id) };
  };

  return {
    facts,
    season: (now) => {
      const year = calendar.season(now);
      return { year, displayName: facts.seasonName(year) };
    },
    roster: (team) => moves.roster(team, people.roster(team)).filter(({ listed }) => listed),
    athlete,
    career: ({ id }, now) => careerOf(planOf(id, now)),
    games: ({ id }, season, { type, now, gamesOf }) => playedGames(planOf(id, now), { season, type, gamesOf }),
    everybody: () => people.everybody().map((each) => moves.moved(each.id) ?? each),
    move: (id, to, at) => {
      const mover = athlete(id);
      if (mover === undefined) throw new RangeError(`${facts.slug} has no athlete ${id}`);
      return moves.move(mover, to, at);
    },
    moves: () => moves.all(),
    setSchedule: (played) => {
      gamesPlayed = played;
    },
  };
};
