import type { LeagueSlug, TeamFacts } from '../model.ts';
import type { Random } from '../random.ts';
import { seasonDays } from './calendars.ts';
import type { Day } from './days.ts';
import { timeOn } from './days.ts';
import type { Round } from './formats.ts';
import { FORMATS } from './formats.ts';
import type { Game } from './game.ts';
import type { Fixture } from './regular-season.ts';
import { startOn } from './regular-season.ts';
import { winnerOf } from './scoring.ts';

interface PlayoffPlan {
  readonly league: LeagueSlug;
  readonly year: number;
  readonly teams: readonly TeamFacts[];
  readonly regular: readonly Game[];
  readonly random: Random;
  /** Makes a game of a fixture: its number and its score hang on who makes it. */
  readonly make: (fixture: Fixture, type: 3 | 5, knownFrom: number) => Game;
}

/** The whole post-season: the best of the regular season, seeded, until one is left. */
export const playoffGames = ({ league, year, teams, regular, random, make }: PlayoffPlan): readonly Game[] => {
  const days = seasonDays(league, year);
  const { teams: places, rounds } = FORMATS[league].playoffs;
  const ranked = ranking(teams, regular);
  const made: Game[] = [];
  const lastEnd = (): number => (made.length > 0 ? made : regular).reduce((last, { end }) => Math.max(last, end), 0);

  const playRound = (seeds: readonly TeamFacts[], round: Round & { readonly week: number }, first: Day) => {
    const knownFrom = lastEnd();
    // A bracket for 14 has places for 16: the best two have nobody to play against.
    const size = 2 ** Math.ceil(Math.log2(seeds.length));
    return seeds.slice(0, size / 2).map((better, seed) => {
      const worse = seeds[size - 1 - seed];
      if (worse === undefined) return better;
      const wins = { better: 0, worse: 0 };
      for (let game = 0; wins.better * 2 < round.bestOf && wins.worse * 2 < round.bestOf; game += 1) {
        // The better team is at home in the first two games, the fifth and the last.
        const home = [0, 1, 4, 6].includes(game);
        const day = first + (seed % round.spread) + game * round.every;
        const pairing = home ? { home: better, away: worse } : { home: worse, away: better };
        const week = FORMATS[league].weeks === undefined ? null : round.week;
        const start = timeOn(day, startOn(league, day, random));
        const played = make({ ...pairing, week, start }, first < days.post ? 5 : 3, knownFrom);
        made.push(played);
        wins[(winnerOf(played) === 'home') === home ? 'better' : 'worse'] += 1;
      }
      return wins.better > wins.worse ? better : worse;
    });
  };

  // A league with too few teams has a bracket without gaps.
  const size = ranked.length < places ? 2 ** Math.floor(Math.log2(Math.max(1, ranked.length))) : places;
  let left = ranked.slice(0, size);
  if (days.playIn !== undefined) {
    const sure = left.length - 4;
    const won = playRound(ranked.slice(sure, sure + 8), { ...PLAY_IN, week: 0 }, days.playIn + 1);
    left = [...left.slice(0, sure), ...won];
  }
  for (const [index, round] of rounds.slice(-Math.ceil(Math.log2(left.length || 1))).entries()) {
    left = playRound(left, { ...round, week: index + 1 }, days.post + round.from);
  }
  return made;
};

const PLAY_IN: Round = { from: 0, bestOf: 1, every: 1, spread: 2 };

/** The most wins first. */
const ranking = (teams: readonly TeamFacts[], regular: readonly Game[]): readonly TeamFacts[] => {
  const wins = new Map(teams.map(({ id }) => [id, 0]));
  for (const game of regular) {
    if (game.postponed) continue;
    const { id } = game[winnerOf(game)];
    wins.set(id, (wins.get(id) ?? 0) + 1);
  }
  return teams.toSorted((a, b) => (wins.get(b.id) ?? 0) - (wins.get(a.id) ?? 0));
};
