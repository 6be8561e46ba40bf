import type { Query } from '../../cache/index.ts';
import { isFinished } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import type { GameLog, TeamId } from '../model/index.ts';
import { CURRENT_STATS, FINISHED_STATS } from '../stats/index.ts';
import type { ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';
import { scopesOf, type GameLogOf } from './stats-keys.ts';

/** A player's games of one season. Absent: the provider has none. Its load fails with `unsupported` where it has no logs. */
export const gameLogQuery = (context: ResourceContext, of: GameLogOf): Query<GameLog> => {
  const { league, id, season } = of;
  const key = entryKey(league, 'games', `${id}:${season}`);
  const scopes = scopesOf(of);
  const isOver = isFinished(leagueOf(league), season, context.clock.now());
  const query: Query<GameLog> = {
    key,
    namespace: league,
    policy: isOver ? FINISHED_STATS : CURRENT_STATS,
    scopes,
    source: {
      key,
      // Answers from the tiers do not load this code.
      load: async (call) => (await import('./game-log-load.ts')).loadGameLog(context, { of, query }, call),
    },
    decode: (json) => json as GameLog,
    ...(!isOver && {
      // As a stat line: the same log once more while neither the last game's team nor the player's team now has played.
      confirm: async ({ value, loadedAt }) => {
        const [{ knownPlayer }, { policyUnlessPlayed }] = await Promise.all([
          import('./known-player.ts'),
          import('./confirm.ts'),
        ]);
        const teams = async (): Promise<ReadonlySet<TeamId>> => {
          const { teamId } = await knownPlayer(context, of);
          return new Set([value.games[0]?.team.id, teamId].filter((team) => team !== undefined));
        };
        const policy = await policyUnlessPlayed(context, league, { teams, loadedAt });
        return policy && { key, value, loadedAt, policy, scopes };
      },
    }),
  };
  return query;
};
