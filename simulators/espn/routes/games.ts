import { bareNotFound, badTeam, siteError } from '../documents/errors.ts';
import { gameLogDocument } from '../documents/game-log.ts';
import { teamPageDocument } from '../documents/team-page.ts';
import { findTeam } from '../leagues.ts';
import type { SeasonType, TeamFacts } from '../model.ts';
import { seasonYearOf } from '../schedule/calendars.ts';
import { plays, type Game } from '../schedule/game.ts';
import { isPlayed } from '../schedule/league-schedule.ts';
import type { Schedules } from '../schedule/schedules.ts';
import type { LeagueWorld, World } from '../world.ts';
import { leaguePattern, notFound, numberIn, ok, type Answer, type Pattern } from './route.ts';

interface GameRoutes {
  readonly world: World;
  readonly schedules: Schedules;
  readonly clock: { now(): number };
}

/** Games by player and by team. */
export const gamePatterns = (options: GameRoutes): readonly Pattern[] => [
  leaguePattern(
    options.world,
    { endpoint: 'gameLog', before: '/apis/common/v3/sports', after: '/athletes/(?<id>\\d+)/gamelog' },
    (league, query, { id = '' }) => gameLog(options, league, { id, query }),
  ),
  leaguePattern(
    options.world,
    { endpoint: 'team', before: '/apis/site/v2/sports', after: '/teams/(?<key>[^/]+)' },
    (league, _, { sport = '', slug = '', key = '' }) => {
      const team = findTeam(league.facts, key);
      if (team === undefined) return { status: 400, document: badTeam(sport, slug, key) };
      const now = options.clock.now();
      const games = options
        .schedules(slug as typeof league.facts.slug)
        .season(seasonYearOf(league.facts.slug, now), now);
      return ok(teamPageDocument({ league: league.facts, team, games, now }));
    },
  ),
];

interface LogAsked {
  readonly id: string;
  readonly query: URLSearchParams;
}

const gameLog = ({ schedules, clock }: GameRoutes, league: LeagueWorld, { id, query }: LogAsked): Answer => {
  const { facts } = league;
  // Of other leagues nobody has recorded one.
  if (facts.slug !== 'nfl') return notFound(siteError(404, 'Unable to find a resource'));
  const athlete = league.athlete(id);
  if (athlete === undefined) return notFound(bareNotFound);
  const now = clock.now();
  const schedule = schedules(facts.slug);
  const overOf =
    (year: number, type: SeasonType) =>
    (team: TeamFacts): readonly Game[] =>
      schedule
        .season(year, now)
        .filter((game) => game.type === type && !game.postponed && game.end <= now && plays(game, team.id));
  const gamesIn = (year: number, type: SeasonType) =>
    league.games(athlete, year, { type, now, gamesOf: overOf(year, type) });
  const career = league.career(athlete, now);
  const seasons = [...new Set(career[2].map(({ season }) => season))].filter(isPlayed).toSorted((a, b) => b - a);
  const asked = numberIn(query, 'season', { fallback: seasonYearOf(facts.slug, now), most: 9999 });
  // Of a season that the player has none of, it is the last one they have.
  const season = seasons.includes(asked) ? asked : (seasons[0] ?? asked);
  return ok(
    gameLogDocument({ league: facts, seasons, season, games: { 2: gamesIn(season, 2), 3: gamesIn(season, 3) } }),
  );
};
