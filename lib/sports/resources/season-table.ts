import { cacheKey, days, hours, minutes, seconds, type Filling, type Policy, type Query } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, SeasonType, StatLine, Team, TeamRef } from '../model.ts';
import { SCOPE } from '../scopes.ts';
import { isFinished } from '../seasons.ts';
import { currentPolicy, statsPolicy } from '../stats-policy.ts';
import type { BulkAthlete, BulkPage } from '../upstream.ts';
import { lookedUp, type ResourceContext } from './context.ts';
import { liveQuery } from './live.ts';
import { scopesOf, seasonKey, statLineQuery } from './stats.ts';
import { teamsQuery } from './teams.ts';
import { freshnessIfUnplayed } from './unplayed.ts';

/** One page of the table of everybody's season. */
export interface TableOf {
  readonly league: LeagueId;
  readonly season: number;
  readonly type: SeasonType;
  /** One of the provider's `bulkGroups`. */
  readonly group: string;
  /** From 1. */
  readonly page: number;
}

/** That a page has been loaded, and how many there are. What was on it is in the stat lines it filled. */
export interface TablePage {
  readonly pages: number;
  /** Stat lines that it filled. */
  readonly filled: number;
}

const TABLE: Policy = {
  freshFor: hours(1),
  staleWhileRevalidate: 0,
  staleIfError: days(2),
  absentFor: minutes(10),
};

/** Loading it fills the stat lines of everybody on the page: one call instead of one for each. */
export const seasonTableQuery = (context: ResourceContext, of: TableOf): Query<TablePage> => {
  const { league, season, type, group, page } = of;
  const suffix = type === 'regular' ? '' : `:${type}`;
  const key = cacheKey(`${league}:table:${season}:${group}:${page}${suffix}`);
  const scopes = [SCOPE.all, SCOPE.stats];
  const now = context.clock.now();
  const finished = isFinished(leagueOf(league), season, now);
  const policy: Policy = finished ? { ...TABLE, freshFor: statsPolicy(league, season, now).freshFor } : TABLE;
  return {
    key,
    namespace: league,
    policy,
    scopes,
    source: {
      key,
      // Megabytes, and nobody waits for them.
      timeLimit: seconds(30),
      async load(call) {
        const table = await context.upstream.bulk(league, { season, type, group, page }, call);
        const lines = await linesOf(context, of, table);
        const value: TablePage = { pages: table.pages, filled: lines.length };
        return [...lines, { key, value, policy, scopes }];
      },
    },
    decode: (json) => json as TablePage,
    ...(!finished && {
      keep: async ({ value, loadedAt }: { readonly value: TablePage; readonly loadedAt: number }) => {
        const still = await freshnessIfUnplayed(context, league, { teams: 'any', loadedAt });
        return still && { key, value, loadedAt, policy: still, scopes };
      },
    }),
  };
};

const linesOf = async (context: ResourceContext, of: TableOf, table: BulkPage): Promise<readonly Filling[]> => {
  const { league, season, type } = of;
  const { bulkLine, joinLines } = await import('../bulk-line.ts');
  const teams = await lookedUp(context, teamsQuery(context, league));
  const lines = table.athletes.flatMap((athlete): StatLine[] => {
    const line = bulkLine(league, table, athlete, { season, type });
    return line === undefined ? [] : [{ ...line, teams: namedTeams(athlete, teams?.teams ?? [], line) }];
  });
  const held = await heldLines(context, of, lines);
  const live = await lookedUp(context, liveQuery(context, league));
  const now = context.clock.now();
  const finished = isFinished(leagueOf(league), season, now);
  return lines.flatMap((line): Filling[] => {
    const { id } = line.player;
    const known = held.get(id);
    // A career call's line has more stats than the table: while it is fresh it is not displaced.
    if (known?.line.source === undefined && known?.isFresh === true) return [];
    // Other groups' categories stay beside this one's: a pitcher bats and fields, too.
    const isOfTable = known?.line.source !== undefined;
    const value = isOfTable ? { ...line, categories: joinLines(known.line, line).categories } : line;
    const ids = new Set(value.teams.map((team) => team.id));
    const policy = finished ? statsPolicy(league, season, now) : currentPolicy(live, ids, now);
    return [{ key: seasonKey({ league, id, type }, season), value, policy, scopes: scopesOf({ id }) }];
  });
};

/** A table may tell a team by its abbreviation only. */
const namedTeams = (athlete: BulkAthlete, listed: readonly Team[], { teams }: StatLine): readonly TeamRef[] => {
  const named = athlete.teams.flatMap(({ id, abbreviation }): TeamRef[] => {
    const team = listed.find((each) => (id === null ? each.abbreviation === abbreviation : each.id === id));
    return team === undefined ? [] : [{ id: team.id, abbreviation: team.abbreviation, name: team.name }];
  });
  return named.length === athlete.teams.length ? named : teams;
};

interface HeldLine {
  readonly line: StatLine;
  readonly isFresh: boolean;
}

// Of one look; a page has a thousand players.
const CHUNK = 250;

/** The lines that are held of the same players: other groups of the table, or a career. */
const heldLines = async (
  context: ResourceContext,
  { league, season, type }: TableOf,
  lines: readonly StatLine[],
): Promise<ReadonlyMap<string, HeldLine>> => {
  const held = new Map<string, HeldLine>();
  const now = context.clock.now();
  for (let start = 0; start < lines.length; start += CHUNK) {
    const chunk = lines.slice(start, start + CHUNK);
    const queries = chunk.map(({ player }) => statLineQuery(context, { league, id: player.id, type }, season));
    for (const answer of await context.look(queries)) {
      if (answer?.kind !== 'value') continue;
      const line = answer.value();
      held.set(line.player.id, { line, isFresh: now < answer.entry.freshUntil });
    }
  }
  return held;
};
