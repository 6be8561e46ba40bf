import { cacheKey, type CacheKey, type Filling, type Query, type Source } from '../../cache/index.ts';
import type { Career, LeagueId, PlayerId, SeasonType, StatLine, StatSubject } from '../model.ts';
import { careerPolicy, statsPolicy } from '../policies.ts';
import { SCOPE } from '../scopes.ts';
import { both, valueOrNull, type ResourceContext } from './context.ts';
import { playerQuery } from './player.ts';

/** Whose stats. `name` spares a call when a search has just told it. */
export interface StatsOf {
  readonly league: LeagueId;
  readonly id: PlayerId;
  readonly type: SeasonType;
  readonly name?: string;
}

export const statLineQuery = (context: ResourceContext, of: StatsOf, season: number): Query<StatLine> => ({
  key: seasonKey(of, season),
  namespace: of.league,
  policy: statsPolicy(of.league, season, context.clock.now()),
  scopes: scopesOf(of),
  source: careerSource(context, of),
  decode: (json) => json as StatLine,
});

export const careerQuery = (context: ResourceContext, of: StatsOf): Query<Career> => ({
  key: careerKey(of),
  namespace: of.league,
  policy: careerPolicy,
  scopes: scopesOf(of),
  source: careerSource(context, of),
  decode: (json) => json as Career,
});

/** One call tells every season: whichever is asked for, all are filled. */
const careerSource = (context: ResourceContext, of: StatsOf): Source => ({
  key: careerKey(of),
  async load(call) {
    const { league, id, type } = of;
    const [table, name] = await both(context.upstream.career(league, id, type, call), nameOf(context, of));
    if (table === null || name === null) return [];
    // Only a load needs the rules of every stat: an answer from the tiers does not pay for them.
    const { buildCareer } = await import('../stat-line.ts');
    const { seasons, career, position } = buildCareer(table, { league, seasonType: type });
    // A rookie's document is there and empty: no stats yet is not a career of zeroes.
    if (seasons.length === 0) return [];
    const player: StatSubject = { id, name, position };
    const scopes = scopesOf(of);
    const whole: Career = { player, league, seasonType: type, seasons, career };
    const lines = seasons.map((season): Filling => {
      const value: StatLine = { player, ...season };
      const policy = statsPolicy(league, season.season, context.clock.now());
      return { key: seasonKey(of, season.season), value, policy, scopes };
    });
    return [...lines, { key: careerKey(of), value: whole, policy: careerPolicy, scopes }];
  },
});

// The career document does not say whose it is.
const nameOf = async (context: ResourceContext, { league, id, name }: StatsOf): Promise<string | null> => {
  if (name !== undefined) return name;
  const player = await valueOrNull(context.read(playerQuery(context, league, id)));
  return player?.name ?? null;
};

const seasonKey = ({ league, id, type }: StatsOf, season: number): CacheKey =>
  cacheKey(`${league}:stats:${id}:${season}${suffix(type)}`);

const careerKey = ({ league, id, type }: StatsOf): CacheKey => cacheKey(`${league}:stats:${id}:career${suffix(type)}`);

const suffix = (type: SeasonType): string => (type === 'regular' ? '' : `:${type}`);

const scopesOf = ({ id }: StatsOf): readonly string[] => [SCOPE.all, SCOPE.stats, SCOPE.player(id)];
