import { describe, expect, it } from 'vitest';
import { cacheKey } from '../../../lib/cache/index.ts';
import { entryKey, kindOf, unnamedKey, type StoredKind } from '../../../lib/sports/resources/entry-key.ts';

describe('the kind of an entry', () => {
  it.each<[string, StoredKind]>([
    ['nfl:teams', 'teams'],
    ['nfl:live', 'live'],
    ['nfl:roster:12', 'roster'],
    ['nfl:table:2025:all:1:postseason', 'table'],
    ['nfl:leaders:2025:all:1', 'leaders'],
    ['nfl:told:3139477', 'told'],
    ['nfl:stats:3139477:2025', 'line'],
    ['nfl:stats:3139477:2025:postseason', 'line'],
    ['nfl:stats:3139477:career', 'career'],
    ['nfl:stats:3139477:career:postseason', 'career'],
    ['nfl:stats:3139477:career:unnamed', 'unnamed'],
    ['nfl:stats:3139477:2025:postseason:unnamed', 'unnamed'],
    ['nfl:moves:purge!doubt', 'note'],
    ['nfl:stats:3139477:career!doubt', 'note'],
  ])('under %s is %s', (key, kind) => {
    expect(kindOf(cacheKey(key))).toBe(kind);
  });

  it('is that of the key, whatever a name is like', () => {
    for (const name of ['career', 'unnamed', 'doubt', 'stats', 'toString']) {
      expect(kindOf(entryKey('nfl', 'name', name))).toBe('name');
    }
  });

  it('is told from the key that is made for it', () => {
    expect(kindOf(unnamedKey(entryKey('nba', 'stats', '1:2025')))).toBe('unnamed');
    expect(kindOf(entryKey('nba', 'season'))).toBe('season');
  });

  it.each(['nfl', 'nfl:scores', 'nfl:toString', 'nfl:constructor:1'])('is unknown of %s', (key) => {
    expect(() => kindOf(cacheKey(key))).toThrow(RangeError);
  });
});
