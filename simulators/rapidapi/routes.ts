import { coreAthleteDocument } from '../espn/documents/core-athlete.ts';
import { bareNotFound, coreNotFound, noStats, siteError } from '../espn/documents/errors.ts';
import { rosterDocument } from '../espn/documents/roster.ts';
import { teamDocument } from '../espn/documents/team.ts';
import type { TeamFacts } from '../espn/model.ts';
import type { LeagueWorld } from '../espn/world.ts';
import type { Endpoint } from './calls.ts';
import { statisticsDocument } from './statistics.ts';

interface Answer {
  readonly status: number;
  readonly document: unknown;
}

/** Known before it is answered, so that a refused call is counted under its name too. */
interface Route {
  readonly endpoint: Endpoint;
  answer(): Answer;
}

type Router = (url: URL) => Route;

const ok = (document: unknown): Answer => ({ status: 200, document });
const notFound = (document: unknown): Answer => ({ status: 404, document });

/**
 * The provider's paths over one league of the simulated world. What it says of things that there are not has never been
 * recorded; these are the words of the API behind it.
 */
export const createRouter = (nfl: LeagueWorld, clock: { now(): number }): Router => {
  const roster = (id: string | null): Answer => {
    const team = nfl.facts.teams.find((each) => each.id === id);
    return team === undefined ? notFound(coreNotFound) : ok(flatRoster(nfl, team, clock.now()));
  };
  const player = (id: string): Answer => {
    const athlete = nfl.athlete(id);
    const now = clock.now();
    if (athlete === undefined) return notFound(coreNotFound);
    return ok(coreAthleteDocument(nfl.facts, athlete, { now, season: nfl.season(now) }));
  };
  const stats = (id: string, year: number): Answer => {
    const athlete = nfl.athlete(id);
    if (athlete === undefined) return notFound(bareNotFound);
    const rows = nfl.career(athlete, clock.now())[2].filter(({ season }) => season === year);
    return rows.length === 0 ? notFound(noStats) : ok(statisticsDocument(nfl.facts, rows));
  };

  return ({ pathname, searchParams }) => {
    const id = searchParams.get('id') ?? '';
    switch (pathname) {
      case '/nfl-team-listing/v1/data':
        return {
          endpoint: 'teams',
          answer: () => ok(nfl.facts.teams.map((team) => ({ team: teamDocument(nfl.facts, team) }))),
        };
      case '/nfl-player-listing/v1/data':
        return { endpoint: 'roster', answer: () => roster(id) };
      case '/nfl-player-info/v1/data':
        return { endpoint: 'player', answer: () => player(id) };
      case '/nfl-ath-statistics':
        return { endpoint: 'stats', answer: () => stats(id, Number(searchParams.get('year'))) };
      default:
        return {
          endpoint: 'other',
          answer: () => notFound(siteError(404, `Endpoint '${pathname.slice(0, 200)}' does not exist`)),
        };
    }
  };
};

/** As recorded: everybody in one list, the unit in place of the position, and the season in the team's words only. */
const flatRoster = (nfl: LeagueWorld, team: TeamFacts, now: number) => {
  const athletes = nfl.roster(team);
  const grouped = rosterDocument({ league: nfl.facts, team, athletes, now, season: nfl.season(now) });
  return {
    status: grouped.status,
    athletes: grouped.athletes.flatMap((element) =>
      'items' in element ? element.items.map((item) => ({ ...item, position: element.position })) : [],
    ),
    coach: grouped.coach,
    team: grouped.team,
  };
};
