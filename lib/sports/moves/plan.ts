import type { Scope } from '../../cache/index.ts';
import type { TeamId } from '../model.ts';
import { SCOPE } from '../scopes.ts';
import type { TransactionRecord } from '../upstream.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { movedIn, type KnownNames } from './affected.ts';

/** What a list of moves comes to, given those that have been purged for. */
export interface News {
  /** Of everything listed. */
  readonly listed: readonly string[];
  readonly moves: readonly TransactionRecord[];
  /** The list is full of news: there may be more that it no longer shows. */
  readonly isFull: boolean;
}

export interface NewsOptions {
  /** As many moves as were asked for. */
  readonly limit: number;
  /** Whether a move was made before anything could have been wrong for it. */
  readonly isOld?: (move: TransactionRecord) => boolean;
}

export const newsIn = (
  list: readonly TransactionRecord[],
  seen: readonly string[],
  { limit, isOld = () => false }: NewsOptions,
): News => {
  const known = new Set(seen);
  const listed = fingerprintsOf(list);
  const moves = list.filter((move, index) => !known.has(listed[index] ?? '') && !isOld(move));
  // Not by their number alone: lines that nobody can read have been left out.
  const isAllNew = moves.length > 0 && moves.length === list.length;
  return { listed, moves, isFull: isAllNew && (seen.length > 0 || moves.length >= limit) };
};

/** What is to be purged, and the teams whose rosters are worth loading again. */
export interface PurgePlan {
  readonly scopes: readonly Scope[];
  readonly teams: readonly TeamId[];
}

// Twice a professional league. Colleges have hundreds, which no purge log should carry.
const MOST_TEAMS = 64;

/** The rosters of the teams and the documents of the players concerned, once each, and the directory. */
export const planPurge = ({ moves, isFull }: Pick<News, 'moves' | 'isFull'>, names: KnownNames): PurgePlan => {
  if (moves.length === 0) return { scopes: [], teams: [] };
  const { teams, players } = movedIn(moves, names);
  // Of moves that are not listed any more nobody knows the players: every team's are purged with it.
  const everyTeam = isFull && names.teams.length <= MOST_TEAMS ? names.teams.map(({ id }) => id) : [];
  const scopes = [
    ...(isFull ? [SCOPE.rosters] : []),
    SCOPE.directory,
    ...[...new Set([...teams, ...everyTeam])].map((id) => SCOPE.team(id)),
    ...[...players].map((id) => SCOPE.player(id)),
  ];
  return { scopes, teams: [...teams] };
};
