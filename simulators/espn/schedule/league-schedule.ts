import type { LeagueFacts } from '../leagues.ts';
import type { TeamFacts } from '../model.ts';
import type { Day } from './days.ts';
import { easternDay } from './days.ts';
import type { Game } from './game.ts';
import { plays } from './game.ts';
import { createGamesNow } from './games-now.ts';
import type { IncidentOptions } from './incidents.ts';
import { isPossible, withIncident } from './incidents.ts';
import { seasonGames } from './season-games.ts';

/** A league's games, made season by season as they are asked for. */
export interface LeagueSchedule {
  /** Those of the Eastern days, both included, that anybody knows of, in order of time. */
  between(from: Day, to: Day, now: number): readonly Game[];
  season(year: number, now: number): readonly Game[];
  /** Completed games of the regular season. */
  played(team: TeamFacts, year: number, now: number): number;
  /** What the scoreboard lists although its days do not have it: games brought on, and suspended ones on the day they go on. */
  alsoListed(from: Day, to: Day, now: number): readonly Game[];
  /** Makes the next game of these teams one that is on right now; of everybody else's, none. */
  bringOn(teamIds: readonly string[], now: number): void;
  /** The scoreboard shows the next day from now on, football's the next week, until it turns in its own time. */
  turn(at: number): void;
  /** When it was last made to turn; -Infinity: never. */
  turnedAt(): number;
  /** Something comes in the way of the team's game of now, or of its next; undefined where there is none that it can. */
  happen(teamId: string, incident: IncidentOptions): Game | undefined;
}

interface ScheduleOptions {
  readonly league: LeagueFacts;
  readonly seed: number;
}

interface MadeSeason {
  readonly games: readonly Game[];
  /** Of the regular season, by team. */
  readonly ofTeam: ReadonlyMap<string, readonly Game[]>;
}

// Whoever asks for other years gets none, and no more than these are kept.
const YEARS = { first: 2015, last: 2100, kept: 6 };
const HALF_DAY = 12 * 3_600_000;
const MAX_AGE = 2 * HALF_DAY;

export const createLeagueSchedule = ({ league, seed }: ScheduleOptions): LeagueSchedule => {
  const seasons = new Map<number, MadeSeason>();
  const now = createGamesNow();
  const happened = new Map<string, Game>();
  let turned = -Infinity;
  const of = (game: Game): Game => happened.get(game.id) ?? now.of(game);

  const made = (year: number): MadeSeason => {
    const kept = seasons.get(year) ?? index(isPlayed(year) ? seasonGames({ league, seed, year }) : []);
    // The last one asked for is the last to go.
    seasons.delete(year);
    seasons.set(year, kept);
    for (const oldest of seasons.keys()) if (seasons.size > YEARS.kept) seasons.delete(oldest);
    return kept;
  };
  const known = (year: number, at: number): readonly Game[] => made(year).games.filter((game) => game.knownFrom <= at);

  /** A season lies in two calendar years at most. */
  const around = (day: Day, at: number): readonly Game[] => {
    const year = new Date(day * 2 * HALF_DAY).getUTCFullYear();
    return [year - 1, year, year + 1].flatMap((each) => known(each, at));
  };

  return {
    between: (from, to, at) => {
      const own = around(from, at).map(of);
      const games = [...new Map([...own, ...now.all().map(of)].map((game) => [game.id, game])).values()];
      return games
        .filter(({ start }) => easternDay(start) >= from && easternDay(start) <= to)
        .toSorted((a, b) => a.start - b.start);
    },
    season: (year, at) => known(year, at).map(of),
    alsoListed: (from, to, at) => [
      ...now.on(at).map(of),
      ...[...happened.values()].filter(({ start, course }) => {
        const goesOn = course?.halt?.until ?? Infinity;
        const isOfAnotherDay = goesOn < Infinity && easternDay(goesOn) !== easternDay(start);
        return isOfAnotherDay && easternDay(goesOn) >= from && easternDay(goesOn) <= to;
      }),
    ],
    played: ({ id }, year, at) =>
      (made(year).ofTeam.get(id) ?? []).filter((game) => !game.postponed && of(game).end <= at).length,
    turn: (at) => {
      turned = at;
    },
    turnedAt: () => turned,
    happen: (teamId, options) => {
      const { at } = options;
      const game = around(easternDay(at), at)
        .filter((each) => plays(each, teamId))
        .map(of)
        .filter((each) => isPossible(each, options))
        // The game of now, else the next one; nothing comes in the way of those long past.
        .filter((each) => each.end > at && (each.start > at - MAX_AGE || each.course !== undefined))
        .reduce<Game | undefined>(
          (first, each) => (first === undefined || each.start < first.start ? each : first),
          undefined,
        );
      if (game === undefined) return undefined;
      const changed = withIncident(game, options);
      happened.set(game.id, changed);
      return changed;
    },
    bringOn: (teamIds, at) => {
      now.keep(at, teamIds);
      for (const id of teamIds) {
        const own = around(easternDay(at), at).filter((game) => plays(game, id));
        now.bringOn(own, at);
      }
    },
  };
};

/** Of years before and after, nobody has a schedule. */
export const isPlayed = (year: number): boolean => year >= YEARS.first && year <= YEARS.last;

const index = (games: readonly Game[]): MadeSeason => {
  const ofTeam = new Map<string, Game[]>();
  for (const game of games) {
    if (game.type !== 2) continue;
    for (const { id } of [game.home, game.away]) ofTeam.set(id, [...(ofTeam.get(id) ?? []), game]);
  }
  return { games, ofTeam };
};
