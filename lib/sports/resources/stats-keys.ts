import type { CacheKey } from '../../cache/index.ts';
import type { LeagueId, PlayerId, SeasonType } from '../model/index.ts';
import { SCOPE } from '../scopes.ts';
import { entryKey } from './entry-key.ts';

/** Whose stats. `name` saves a call where a search has just found it. */
export interface StatsOf {
  readonly league: LeagueId;
  readonly id: PlayerId;
  readonly type: SeasonType;
  readonly name?: string;
}

/** Whose games of which season. */
export interface GameLogOf {
  readonly league: LeagueId;
  readonly id: PlayerId;
  readonly season: number;
}

export const seasonKey = ({ league, id, type }: StatsOf, season: number): CacheKey =>
  entryKey(league, 'stats', `${id}:${season}${suffix(type)}`);

export const careerKey = ({ league, id, type }: StatsOf): CacheKey =>
  entryKey(league, 'stats', `${id}:career${suffix(type)}`);

/** Of a player's own document. */
export const playerKey = (league: LeagueId, id: PlayerId): CacheKey => entryKey(league, 'player', id);

const suffix = (type: SeasonType): string => (type === 'regular' ? '' : `:${type}`);

export const scopesOf = ({ id }: Pick<StatsOf, 'id'>): readonly string[] => [SCOPE.all, SCOPE.stats, SCOPE.player(id)];
