import type { Query } from '../../cache/index.ts';
import type { LeagueId, Player, PlayerId } from '../model/index.ts';
import { playerPolicy } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { ResourceContext } from './context.ts';
import type { Standing } from './known.ts';
import { playerKey } from './stats-keys.ts';

/** `standing`: where somebody has found out already whether the player is known. */
export const playerQuery = (
  context: ResourceContext,
  league: LeagueId,
  id: PlayerId,
  standing?: Standing,
): Query<Player> => {
  const key = playerKey(league, id);
  const scopes = [SCOPE.all, SCOPE.player(id)];
  const query: Query<Player> = {
    key,
    namespace: league,
    policy: playerPolicy(context.calendar, league, context.clock.now()),
    scopes,
    source: {
      key,
      // Answers from the tiers do not load this code.
      load: async (call) =>
        (await import('./player-load.ts')).loadPlayer(context, { league, id, query, standing }, call),
    },
    decode: (json) => json as Player,
  };
  return query;
};
