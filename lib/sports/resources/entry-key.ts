import { cacheKey, isNoteKey, type CacheKey } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';
import { STORED_SHAPES } from './stored-shapes.ts';

/** What an entry holds. Each kind has a stored shape of its own. A note is the engine's. */
export type StoredKind = keyof typeof STORED_SHAPES;

/** What stands for the kind in a key. A player's stats are three kinds: a line, the career, and what has no name yet. */
type Segment = Exclude<StoredKind, 'line' | 'career' | 'unnamed' | 'note'> | 'stats';

/**
 * The key of an entry, `nfl:roster:12`. Every key is made here, so that there is none of an unknown kind.
 *
 * @example
 * entryKey('nfl', 'stats', `${id}:2025`); // `nfl:stats:3139477:2025`
 */
export const entryKey = (league: LeagueId, segment: Segment, rest?: string): CacheKey =>
  cacheKey(rest === undefined ? `${league}:${segment}` : `${league}:${segment}:${rest}`);

/** Of stats without the name of their player, by the key of what loaded them; see `unnamed-stats.ts`. */
export const unnamedKey = (source: CacheKey): CacheKey => cacheKey(`${source}${UNNAMED}`);

const UNNAMED = ':unnamed';

/** What is stored under a key. Throws a RangeError for one that neither this file nor the engine has made. */
export const kindOf = (key: CacheKey): StoredKind => {
  if (isNoteKey(key)) return 'note';
  const [, segment = '', , season] = key.split(':');
  if (Object.hasOwn(STORED_SHAPES, segment)) return segment as StoredKind;
  if (segment !== 'stats') throw new RangeError(`Not the key of an entry: ${key}`);
  if (key.endsWith(UNNAMED)) return 'unnamed';
  return season === 'career' ? 'career' : 'line';
};
