import type { Query } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';
import { SCOPE } from '../scopes.ts';
import type { TransactionRecord, UpstreamCall } from '../upstream/index.ts';
import { inDoubt, latestOf, type ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';
import { moveListPolicy } from './policies.ts';

/** What the provider lists of a league's moves, the newest first. */
export interface MoveList {
  readonly league: LeagueId;
  readonly moves: readonly TransactionRecord[];
}

/** Asks the provider for a league's latest moves. */
export type AskForMoves = (call: UpstreamCall) => Promise<readonly TransactionRecord[]>;

/** Moves that are asked for in one call. */
export const MOVES_PER_LIST = 100;

/**
 * The league's latest moves. The purge function asks for them on a schedule of its own, and leaves them here with an
 * `ask` of its own: leases and remembered failures are a source's, and those of questions must not hold it up.
 */
export const moveListQuery = (context: ResourceContext, league: LeagueId, ask?: AskForMoves): Query<MoveList> => {
  const { upstream, calendar, clock } = context;
  const key = entryKey(league, 'moves');
  const scopes = [SCOPE.all];
  const policy = moveListPolicy(calendar, league, clock.now());
  return {
    key,
    namespace: league,
    policy,
    scopes,
    source: {
      key: ask === undefined ? key : `${key}:purge`,
      async load(call) {
        const moves = await (ask?.(call) ?? upstream.transactions(league, MOVES_PER_LIST, call));
        const value: MoveList = { league, moves };
        const { doubtMoveList } = await import('../doubts/index.ts');
        const held = (latestOf(call.held()) as MoveList | undefined)?.moves.length;
        const doubt = doubtMoveList(league, { brought: moves.length, held }, clock.now());
        return inDoubt([{ key, value, policy, scopes }], doubt);
      },
    },
    decode: (json) => json as MoveList,
  };
};
