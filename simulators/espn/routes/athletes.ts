import { dayOf } from '../documents/athlete.ts';
import { coreAthleteDocument } from '../documents/core-athlete.ts';
import { badTeam, bareNotFound, coreNotFound } from '../documents/errors.ts';
import { rosterDocument, timestampOf } from '../documents/roster.ts';
import { searchDocument } from '../documents/search.ts';
import { seasonTypeName } from '../documents/season.ts';
import { statsDocument } from '../documents/stats.ts';
import { teamsDocument } from '../documents/team.ts';
import { everyPlayerDocument } from '../documents/every-player.ts';
import { findTeam } from '../leagues.ts';
import type { LeagueSlug } from '../model.ts';
import { phaseAt } from '../schedule/calendars.ts';
import type { SearchIndex } from '../search-index.ts';
import type { LeagueWorld, World } from '../world.ts';
import type { Pattern } from './route.ts';
import { leaguePattern, notFound, numberIn, ok, okLarge, pageIn } from './route.ts';

interface AthleteRoutes {
  readonly world: World;
  readonly index: SearchIndex;
  readonly clock: { now(): number };
  /** Ids of the teams that the list of teams lacks. */
  readonly unlisted: (league: LeagueSlug) => readonly string[];
}

/** Teams and their people. */
export const athletePatterns = ({ world, index, clock, unlisted }: AthleteRoutes): readonly Pattern[] => [
  leaguePattern(world, { endpoint: 'teams', before: '/apis/site/v2/sports', after: '/teams' }, (league, query) =>
    ok(
      teamsDocument({
        league: league.facts,
        season: league.season(clock.now()),
        limit: numberIn(query, 'limit', { fallback: 50, most: 1000 }),
        without: unlisted(league.facts.slug),
      }),
    ),
  ),
  leaguePattern(
    world,
    { endpoint: 'roster', before: '/apis/site/v2/sports', after: '/teams/(?<key>[^/]+)/roster' },
    (league, _, { sport = '', slug = '', key = '' }) => {
      const team = findTeam(league.facts, key);
      if (team === undefined) return { status: 400, document: badTeam(sport, slug, key) };
      const now = clock.now();
      const { type } = phaseAt(league.facts.slug, now);
      const document = () =>
        rosterDocument({
          league: league.facts,
          team,
          athletes: league.roster(team),
          now,
          season: league.season(now),
          phase: { type, name: seasonTypeName(type) },
        });
      return okLarge(versionOf(league, now), document, timestampOf(now));
    },
  ),
  {
    endpoint: 'search',
    path: /^\/apis\/common\/v3\/search$/,
    answer: (_, query) => {
      const wanted = query.get('type') ?? 'player';
      // `sport` and `league` are not honoured, as the real one is known not to.
      const text = (query.get('query') ?? '').slice(0, 200);
      const mode = query.get('mode') === 'prefix' ? 'prefix' : 'words';
      const found = wanted.split(',').includes('player') ? index.find(text, mode) : [];
      return ok(
        searchDocument({ found, limit: numberIn(query, 'limit', { fallback: 45, most: 100 }), page: pageIn(query) }),
      );
    },
  },
  {
    endpoint: 'athlete',
    path: /^\/v2\/sports\/(?<sport>[\w-]+)\/leagues\/(?<slug>[\w.-]+)\/athletes\/(?<id>\d+)$/,
    answer: ({ sport = '', slug = '', id = '' }) => {
      const league = world.league(sport, slug);
      const athlete = league?.athlete(id);
      if (league === undefined || athlete === undefined) return notFound(coreNotFound);
      const now = clock.now();
      return ok(coreAthleteDocument(league.facts, athlete, { now, season: league.season(now) }));
    },
  },
  leaguePattern(
    world,
    { endpoint: 'stats', before: '/apis/common/v3/sports', after: '/athletes/(?<id>\\d+)/stats' },
    (league, query, { id = '' }) => {
      const athlete = league.athlete(id);
      if (athlete === undefined) return notFound(bareNotFound);
      const type = query.get('seasontype') === '3' ? 3 : 2;
      const career = league.career(athlete, clock.now());
      const view = query.get('category');
      return ok(statsDocument({ league: league.facts, athlete, career, type, ...(view !== null && { view }) }));
    },
  ),
  leaguePattern(world, { endpoint: 'everyPlayer', before: '/v2/sports', after: '/athletes' }, (league, query) => {
    const now = clock.now();
    return okLarge(versionOf(league, now), () =>
      everyPlayerDocument({
        league: league.facts,
        athletes: league.everybody(),
        now,
        season: league.season(now),
        limit: numberIn(query, 'limit', { fallback: 25, most: 10_000 }),
        page: pageIn(query),
      }),
    );
  }),
];

/** Nothing else is in lists of players: who is where, how old they are today, and the season. */
const versionOf = (league: LeagueWorld, now: number): string =>
  JSON.stringify([dayOf(now), league.season(now), phaseAt(league.facts.slug, now).type, league.moves().length]);
