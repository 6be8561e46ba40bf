import type { SeasonRow, SeasonType, TeamFacts } from '../model.ts';
import type { Game } from '../schedule/game.ts';
import type { CareerPlan } from './career-plan.ts';
import { careerOf, firstLater, pastOf } from './career.ts';
import { lineDifference, splitRow, type GameCounts } from './game-counts.ts';
import { shareIn, spansOf } from './later-stints.ts';
import { rowsOf } from './rows.ts';

/** A game that a player was in, and what they did there. */
export interface PlayedGame {
  readonly game: Game;
  readonly team: TeamFacts;
  readonly counts: GameCounts;
}

/** A team's games of a season that are over, in order of time. */
export type GamesOfTeam = (team: TeamFacts) => readonly Game[];

interface GamesPlan {
  readonly season: number;
  readonly type: SeasonType;
  readonly gamesOf: GamesOfTeam;
}

/** The games that a season's rows are the sum of, in order of time; none of a player without rows. */
export const playedGames = (plan: CareerPlan, asked: GamesPlan): readonly PlayedGame[] =>
  asked.type === 2 && asked.season >= firstLater(pastOf(plan)) ? gamesSoFar(plan, asked) : gamesOfRows(plan, asked);

/** Of a season that follows from the clock: a game that is over stays as it is, whatever comes after it. */
const gamesSoFar = (plan: CareerPlan, { season, gamesOf }: GamesPlan): readonly PlayedGame[] => {
  const share = shareIn(plan, season);
  let possible = 0;
  let played = 0;
  let place = 0;
  return spansOf(plan, season).flatMap(({ team, from, until }) => {
    if (team === null) return [];
    const own = gamesOf(team)
      .filter(({ end }) => end > (from ?? -Infinity) && end <= until)
      .filter(() => {
        possible += 1;
        const isIn = Math.round(possible * share) > played;
        if (isIn) played += 1;
        return isIn;
      });
    if (own.length === 0) return [];
    const stint = { season, team, place, last: false };
    place += 1;
    const lines = [{}, ...own.map((_, index) => rowsOf(plan, [{ ...stint, games: index + 1 }])[0]?.counts ?? {})];
    if (Object.keys(lines.at(-1) ?? {}).length === 0) return [];
    return own.map((game, index): PlayedGame => ({
      game,
      team,
      counts: lineDifference(plan.league, { before: lines[index] ?? {}, after: lines[index + 1] ?? {}, game: game.id }),
    }));
  });
};

/** Of a season whose line is all that is known: its rows are spread over the games of their teams. */
const gamesOfRows = (plan: CareerPlan, { season, type, gamesOf }: GamesPlan): readonly PlayedGame[] => {
  const rows = careerOf(plan)[type].filter((row) => row.season === season);
  const taken = new Set<number | null>();
  return rows.flatMap((row, index) => {
    const games = chosen(row, gamesOf(row.team), { taken, isLast: index === rows.length - 1, type });
    for (const { week } of games) taken.add(week);
    const counts = splitRow(
      plan.league,
      row,
      games.map(({ id }) => `${plan.athlete.id} ${id}`),
    );
    return games.map((game, place): PlayedGame => ({ game, team: row.team, counts: counts[place] ?? {} }));
  });
};

interface Choice {
  /** The weeks in which the player played for another team. */
  readonly taken: ReadonlySet<number | null>;
  readonly isLast: boolean;
  readonly type: SeasonType;
}

/** As many of the team's games as the row has, or all: the first ones of a team that the player left. */
const chosen = (row: SeasonRow, all: readonly Game[], { taken, isLast, type }: Choice): readonly Game[] => {
  const last = Math.max(0, ...[...taken].map((week) => week ?? 0));
  const free = type === 3 ? all : all.filter(({ week }) => (week ?? Infinity) > last);
  const wanted = Math.max(0, ...Object.values(row.counts).map(({ gamesPlayed }) => gamesPlayed ?? 0));
  if (wanted >= free.length || !isLast) return free.slice(0, wanted);
  // Those that were missed lie all over the season.
  return free.filter(
    (_, index) => Math.floor(((index + 1) * wanted) / free.length) > Math.floor((index * wanted) / free.length),
  );
};
