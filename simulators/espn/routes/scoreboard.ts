import { siteError } from '../documents/errors.ts';
import { scoreboardDocument } from '../documents/scoreboard.ts';
import { seasonYearOf } from '../schedule/calendars.ts';
import { currentDays } from '../schedule/current-days.ts';
import type { Game } from '../schedule/game.ts';
import type { Schedules } from '../schedule/schedules.ts';
import type { LeagueWorld } from '../world.ts';
import type { AskedDays } from './asked-days.ts';
import { askedDays } from './asked-days.ts';
import type { Answer } from './route.ts';
import { numberIn, ok } from './route.ts';

interface ScoreboardRoute {
  readonly schedules: Schedules;
  readonly clock: { now(): number };
}

/** Games as they stand: of the days or the week asked for, or the current ones. */
export const scoreboard = (
  { schedules, clock }: ScoreboardRoute,
  { facts }: LeagueWorld,
  query: URLSearchParams,
): Answer => {
  const asked = askedDays(query.get('dates'));
  if (asked.kind === 'refused') return { status: 400, document: siteError(400, 'Failed to get events endpoint.') };
  const now = clock.now();
  const schedule = schedules(facts.slug);
  const seasonYear = seasonYearOf(facts.slug, now);
  const isWanted = gameFilter(query);
  // A week is looked for in a season, this one if no other is named.
  const days: AskedDays = asked.kind === 'current' && query.has('week') ? { kind: 'season', year: seasonYear } : asked;
  const gamesOf = (): readonly Game[] => {
    switch (days.kind) {
      case 'days':
        return schedule.between(days.from, days.to, now);
      case 'season':
        return schedule.season(days.year, now);
      case 'refused':
        return [];
      case 'current': {
        const { from, to } = currentDays(facts.slug, now, schedule.turnedAt());
        const listed = [...schedule.alsoListed(from, to, now), ...schedule.between(from, to, now)];
        return [...new Map(listed.map((game) => [game.id, game])).values()];
      }
    }
  };
  return ok(
    scoreboardDocument({
      league: facts,
      games: gamesOf()
        .filter(isWanted)
        .slice(0, numberIn(query, 'limit', { fallback: 100, most: 1000 })),
      seasonGames: schedule.season(seasonYear, now),
      now,
      current: asked.kind === 'current',
      groups: query.get('groups')?.slice(0, 100).split(',') ?? [],
    }),
  );
};

const gameFilter = (query: URLSearchParams): ((game: Game) => boolean) => {
  const [week, type] = [query.get('week'), query.get('seasontype')];
  return (game) => (week === null || String(game.week) === week) && (type === null || String(game.type) === type);
};
