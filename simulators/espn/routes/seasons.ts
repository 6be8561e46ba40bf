import { dayOf } from '../documents/athlete.ts';
import { seasonTableDocument } from '../documents/season-table.ts';
import { seasonDocument } from '../documents/season.ts';
import { transactionsDocument } from '../documents/transactions.ts';
import type { TeamFacts } from '../model.ts';
import { phaseAt, seasonDays, seasonYearOf } from '../schedule/calendars.ts';
import { easternDay } from '../schedule/days.ts';
import type { Schedules } from '../schedule/schedules.ts';
import { seasonTable, sortingOf } from '../season-table/season-table.ts';
import { tableOf } from '../season-table/tables.ts';
import { staffMoves } from '../staff-moves.ts';
import type { Trades } from '../trades.ts';
import type { LeagueWorld, World } from '../world.ts';
import type { Answer, Pattern } from './route.ts';
import { leaguePattern, numberIn, ok, okLarge, pageIn } from './route.ts';
import { scoreboard } from './scoreboard.ts';

interface SeasonRoutes {
  readonly world: World;
  readonly schedules: Schedules;
  readonly trades: Trades;
  readonly seed: number;
  readonly clock: { now(): number };
}

/** What goes on in a league: games, moves, and everybody's figures of a season. */
export const seasonPatterns = (options: SeasonRoutes): readonly Pattern[] => {
  const { world, clock } = options;
  return [
    leaguePattern(world, { endpoint: 'season', before: '/apis/common/v3/sports', after: '/season' }, ({ facts }) =>
      ok(seasonDocument(facts, clock.now())),
    ),
    leaguePattern(
      world,
      { endpoint: 'scoreboard', before: '/apis/site/v2/sports', after: '/scoreboard' },
      (league, query) => scoreboard(options, league, query),
    ),
    leaguePattern(
      world,
      { endpoint: 'transactions', before: '/apis/site/v2/sports', after: '/transactions' },
      (league, query) => transactions(options, league, query),
    ),
    leaguePattern(
      world,
      { endpoint: 'seasonTable', before: '/apis/common/v3/sports', after: '/statistics/byathlete' },
      (league, query) => byAthlete(options, league, query),
    ),
  ];
};

const transactions = (options: SeasonRoutes, { facts }: LeagueWorld, query: URLSearchParams): Answer => {
  const { trades, seed, clock } = options;
  const now = clock.now();
  const year = numberIn(query, 'season', { fallback: seasonYearOf(facts.slug, now), most: 9999 });
  const from = seasonDays(facts.slug, year).pre;
  const until = seasonDays(facts.slug, year + 1).pre;
  const isPlayed = easternDay(now) >= from && year >= FIRST_SEASON;
  const lines = isPlayed ? [...staffMoves({ league: facts, seed, from, now }), ...trades.lines(facts.slug)] : [];
  return ok(
    transactionsDocument({
      league: facts,
      lines: lines.filter(({ at }) => easternDay(at) >= from && easternDay(at) < until),
      now,
      limit: numberIn(query, 'limit', { fallback: 25, most: 1000 }),
      page: pageIn(query),
    }),
  );
};

/** Of years before, nobody has a list of moves. */
const FIRST_SEASON = 2020;

const byAthlete = (options: SeasonRoutes, league: LeagueWorld, query: URLSearchParams): Answer => {
  const { schedules, clock } = options;
  const { facts } = league;
  const now = clock.now();
  const current = phaseAt(facts.slug, now);
  const asked = query.get('seasontype');
  // Left out, it is that of now: the post-season's table, in a post-season, of whichever season is asked for.
  const type = asked === '3' || (asked === null && current.type === 3) ? 3 : 2;
  const year = numberIn(query, 'season', { fallback: current.year, most: 9999 });
  const gamesPlayed = (team: TeamFacts): number => (type === 2 ? schedules(facts.slug).played(team, year, now) : 1);
  const season = league.season(now);
  // Nothing else is in the table: who has played how often, for whom, and how old everybody is today.
  const version = JSON.stringify([
    dayOf(now),
    season.year,
    current,
    league.moves().length,
    facts.teams.map((team) => schedules(facts.slug).played(team, year, now)),
  ]);
  return okLarge(version, () => {
    const table = tableOf(facts.slug, query.get('category'));
    const sorting = sortingOf(query.get('sort'));
    // The few who qualify, unless told otherwise.
    const qualified = query.get('isqualified') !== 'false';
    return seasonTableDocument({
      league: facts,
      table,
      entries: seasonTable({ league, table, year, type, now, qualified, sorting, gamesPlayed }),
      year,
      type,
      current,
      sorting,
      now,
      season,
      limit: numberIn(query, 'limit', { fallback: 50, most: 1000 }),
      page: pageIn(query),
      query,
    });
  });
};
