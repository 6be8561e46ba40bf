import { describe, expect, it } from 'vitest';
import { minutes } from '../../../lib/cache/index.ts';
import type { Directory, DirectoryPlayer } from '../../../lib/sports/names/directory.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { matchStarter } from '../../../lib/sports/popularity/match-starter.ts';
import { createStarters } from '../../../lib/sports/popularity/starters.ts';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import { nameForm } from '../../../lib/sports/names/name-form.ts';
import { STARTERS } from '../../../lib/sports/popularity/starters-table.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const open = (nfl: readonly string[]) => {
  const clock = createFakeClock();
  const upstream = createFakeUpstream();
  const { cache, resources } = createDomain({ upstream, clock, shared: [createMemorySharedTier('l2', { clock })] });
  const names = { ...STARTERS, nfl };
  return { clock, upstream, cache, resources, starters: createStarters({ cache, resources, clock, names }) };
};

describe('the starting list', () => {
  it('is empty until a directory is cached, and loads none', async () => {
    const { clock, upstream, cache, resources, starters } = open(['Patrick Mahomes']);
    const none = { ids: [], unresolved: [{ name: 'Patrick Mahomes', why: 'no-directory' }] };
    expect(await starters('nfl')).toEqual(none);
    expect(upstream.asked()).toEqual([]);
    await cache.read(resources.directory('nfl'));
    expect(await starters('nfl')).toEqual(none);
    clock.advance(minutes(5));
    expect(await starters('nfl')).toEqual({ ids: ['3139477'], unresolved: [] });
  });

  it('reports the names that mean no one player, and finds the others', async () => {
    const { cache, resources, starters } = open(['Nobody Atall', 'Byron Young', 'patrick mahomes', 'Mahomes']);
    await cache.read(resources.directory('nfl'));
    expect(await starters('nfl')).toEqual({
      ids: ['3139477'],
      unresolved: [
        { name: 'Nobody Atall', why: 'unknown' },
        { name: 'Byron Young', why: 'ambiguous' },
        { name: 'Mahomes', why: 'unknown' },
      ],
    });
  });

  it('tells a retired player from an active one of the same name', () => {
    const row = (id: string, name: string, status: string): DirectoryPlayer => ({
      id: id as PlayerId,
      name,
      otherNames: [],
      teamId: null,
      position: 'DT',
      jersey: null,
      status,
      from: 'everyPlayer',
    });
    const players = [
      row('16716', 'Aaron Donald', 'inactive'),
      row('1', 'Lamar Jackson', 'inactive'),
      row('2', 'Lamar Jackson', 'active'),
    ];
    const directory: Directory = { league: 'nfl', players };
    expect(matchStarter(directory, 'Aaron Donald')).toBe('retired');
    expect(matchStarter(directory, 'Lamar Jackson')).toBe(players[2]);
  });

  it('has each name once, and none for colleges', () => {
    for (const { id, college } of LEAGUES) {
      const forms = STARTERS[id].map((name) => nameForm(name).base);
      expect(new Set(forms).size).toBe(forms.length);
      expect(forms.length > 0).toBe(!college);
    }
  });
});
