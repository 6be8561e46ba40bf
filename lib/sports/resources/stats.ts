import {
  cacheKey,
  type CachedValue,
  type CacheKey,
  type LoadedEntry,
  type Query,
  type Source,
} from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { Career, LeagueId, PlayerId, SeasonType, StatLine, StatSubject, TeamId } from '../model.ts';
import { SCOPE } from '../scopes.ts';
import { isFinished } from '../calendar/index.ts';
import { CURRENT_STATS, currentPolicy, FINISHED_STATS } from '../stats/index.ts';
import type { CareerTable, UpstreamCall } from '../upstream.ts';
import { allOrFirstError, valueIfPresent, valueOrNull, type ResourceContext } from './context.ts';
import { directoryQuery } from './directory.ts';
import { liveQuery } from './live.ts';
import { playerQuery } from './player.ts';
import { policyUnlessPlayed } from './confirm.ts';

/** Whose stats. `name` saves a call where a search has just found it. */
export interface StatsOf {
  readonly league: LeagueId;
  readonly id: PlayerId;
  readonly type: SeasonType;
  readonly name?: string;
}

/** A player's stats of one season. Absent: the provider has none. */
export const statLineQuery = (context: ResourceContext, of: StatsOf, season: number): Query<StatLine> => {
  const key = seasonKey(of, season);
  const finished = isFinished(leagueOf(of.league), season, context.clock.now());
  return {
    key,
    namespace: of.league,
    policy: finished ? FINISHED_STATS : CURRENT_STATS,
    scopes: scopesOf(of),
    // A hit in memory does not need it.
    get source() {
      return context.upstream.can(of.league, 'career') ? careerSource(context, of) : seasonSource(context, of, season);
    },
    decode: (json) => json as StatLine,
    ...(!finished && {
      confirm: (cached: CachedValue<StatLine>) => confirmStats(context, of, { key, cached, latest: cached.value }),
    }),
  };
};

/** A player's stats of every season. */
export const careerQuery = (context: ResourceContext, of: StatsOf): Query<Career> => {
  const key = careerKey(of);
  return {
    key,
    namespace: of.league,
    policy: CURRENT_STATS,
    scopes: scopesOf(of),
    source: careerSource(context, of),
    decode: (json) => json as Career,
    confirm: (cached) => confirmStats(context, of, { key, cached, latest: cached.value.seasons.at(-1) }),
  };
};

/** One call returns every season: whichever is asked for, all of them are filled. */
const careerSource = (context: ResourceContext, of: StatsOf): Source => ({
  key: careerKey(of),
  async load(call) {
    const { league, id, type } = of;
    const [table, name] = await allOrFirstError(context.upstream.career(league, id, type, call), nameOf(context, of));
    if (table === null || name === null) return [];
    const { lines, career } = await linesOf(context, { of, name, table });
    if (career === undefined) return [];
    return [...lines, { key: careerKey(of), value: career, policy: CURRENT_STATS, scopes: scopesOf(of) }];
  },
});

/** For a provider whose calls return one season. */
const seasonSource = (context: ResourceContext, of: StatsOf, season: number): Source => ({
  key: seasonKey(of, season),
  async load(call: UpstreamCall) {
    const { league, id, type } = of;
    const question = { id, season, type };
    const [table, name] = await allOrFirstError(
      context.upstream.seasonStats(league, question, call),
      nameOf(context, of),
    );
    return table === null || name === null ? [] : (await linesOf(context, { of, name, table })).lines;
  },
});

interface LoadedTable {
  readonly of: StatsOf;
  readonly name: string;
  readonly table: CareerTable;
}

const linesOf = async (
  context: ResourceContext,
  { of, name, table }: LoadedTable,
): Promise<{ readonly lines: readonly LoadedEntry[]; readonly career?: Career }> => {
  const { league, id, type } = of;
  // Only a load needs the rules of every stat: answers from the tiers do not load this code.
  const { buildCareer } = await import('../stats/career.ts');
  const { seasons, career, position } = buildCareer(table, { league, seasonType: type });
  // A rookie's document exists and is empty: no stats yet is not a career of zeros.
  if (seasons.length === 0) return { lines: [] };
  // Where a stats document names nobody, it has no position either.
  const document = position === null ? await valueIfPresent(context, playerQuery(context, league, id)) : undefined;
  const player: StatSubject = { id, name, position: position ?? document?.position ?? null };
  const scopes = scopesOf(of);
  const live = await valueIfPresent(context, liveQuery(context, league));
  const now = context.clock.now();
  const lines = seasons.map((season): LoadedEntry => {
    const value: StatLine = { player, ...season };
    const teams = new Set(season.teams.map((team) => team.id));
    const policy = isFinished(leagueOf(league), season.season, now) ? FINISHED_STATS : currentPolicy(live, teams, now);
    return { key: seasonKey(of, season.season), value, policy, scopes };
  });
  return { lines, career: { player, league, seasonType: type, seasons, career } };
};

interface CachedStats<V> {
  readonly key: CacheKey;
  readonly cached: CachedValue<V>;
  /** The season that is being played. */
  readonly latest: Pick<StatLine, 'teams'> | undefined;
}

/**
 * The same stats once more, without a call, while neither the line's last team nor the player's team now has played.
 * Undefined when one may have, and for a player of no known team.
 */
const confirmStats = async <V>(
  context: ResourceContext,
  of: StatsOf,
  { key, cached: { value, loadedAt }, latest }: CachedStats<V>,
): Promise<LoadedEntry | undefined> => {
  const teams = [latest?.teams.at(-1)?.id, await currentTeam(context, of)].filter((team) => team !== undefined);
  if (teams.length === 0) return undefined;
  const policy = await policyUnlessPlayed(context, of.league, { teams: new Set(teams), loadedAt });
  return policy && { key, value, loadedAt, policy, scopes: scopesOf(of) };
};

/** The player's team as far as the cache knows it. */
const currentTeam = async (context: ResourceContext, { league, id }: StatsOf): Promise<TeamId | undefined> => {
  const player = await valueIfPresent(context, playerQuery(context, league, id));
  if (player !== undefined) return player.team?.id;
  // Few players have a cached document of their own; the trades of all others are in the directory alone.
  const directory = await valueIfPresent(context, directoryQuery(context, league));
  return directory?.players.find((row) => row.id === id)?.teamId ?? undefined;
};

// The career document does not say whose it is.
const nameOf = async (context: ResourceContext, { league, id, name }: StatsOf): Promise<string | null> => {
  if (name !== undefined) return name;
  const player = await valueOrNull(context.read(playerQuery(context, league, id)));
  return player?.name ?? null;
};

export const seasonKey = ({ league, id, type }: Omit<StatsOf, 'name'>, season: number): CacheKey =>
  cacheKey(`${league}:stats:${id}:${season}${suffix(type)}`);

const careerKey = ({ league, id, type }: StatsOf): CacheKey => cacheKey(`${league}:stats:${id}:career${suffix(type)}`);

const suffix = (type: SeasonType): string => (type === 'regular' ? '' : `:${type}`);

export const scopesOf = ({ id }: Pick<StatsOf, 'id'>): readonly string[] => [SCOPE.all, SCOPE.stats, SCOPE.player(id)];
