import { describe, expect, it } from 'vitest';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { startSimulatedEspn } from '../../../simulators/espn/index.ts';
import { anyCall } from '../../support/fake-espn.ts';

const CHIEFS = '12' as TeamId;

const start = async () => {
  const espn = await startSimulatedEspn();
  const { url } = espn;
  const urls = { siteUrl: url, webUrl: url, coreUrl: url, partnersUrl: url };
  const upstream = createEspnUpstream({
    ...urls,
    userAgent: 'Statline/1.0 (+https://statline.example)',
    timeout: 60_000,
  });
  return { espn, upstream };
};

describe('a simulated provider that has lost what a list is about', () => {
  it.each(['list', 'groups'] as const)(
    'answers once with an empty roster, as a %s, and then as before',
    async (form) => {
      const { espn, upstream } = await start();
      espn.configure({ hollow: [{ endpoint: 'roster', of: '/nfl/teams/12/', times: 1, form }] });
      const sizes: (number | undefined)[] = [];
      for (const team of ['9', '12', '12']) {
        sizes.push((await upstream.roster('nfl', team as TeamId, anyCall))?.athletes.length);
      }
      expect(sizes.map((size) => size !== undefined && size > 0)).toEqual([true, false, true]);
      expect(espn.calls().failed).toBe(0);
      await espn.close();
    },
  );

  it('answers so for every kind of list, in the shape it has', async () => {
    const { espn, upstream } = await start();
    const endpoints = [
      'teams',
      'roster',
      'stats',
      'search',
      'scoreboard',
      'season',
      'transactions',
      'everyPlayer',
    ] as const;
    espn.configure({ hollow: [...endpoints.map((endpoint) => ({ endpoint })), { endpoint: 'seasonTable' }] });
    expect(await upstream.teams('nfl', anyCall)).toMatchObject({ teams: [] });
    expect(await upstream.roster('nfl', CHIEFS, anyCall)).toMatchObject({ athletes: [] });
    expect(await upstream.career('nfl', '3139477' as PlayerId, 'regular', anyCall)).toMatchObject({ categories: [] });
    expect(await upstream.search('nfl', 'patrick mahomes', anyCall)).toEqual([]);
    expect(await upstream.scoreboard('nfl', undefined, anyCall)).toEqual({ games: [] });
    expect(await upstream.season('nfl', anyCall)).toMatchObject({ phases: [] });
    expect(await upstream.transactions('nfl', 10, anyCall)).toEqual([]);
    expect(await upstream.everyPlayer('nba', anyCall)).toEqual({ athletes: [] });
    const table = { season: 2025, type: 'regular', group: 'all', page: 1 } as const;
    expect(await upstream.seasonTable('nba', table, anyCall)).toMatchObject({ athletes: [] });
    await espn.close();
  }, 60_000);

  it('refuses a list that it cannot have', async () => {
    const { espn } = await start();
    expect(() => espn.configure({ hollow: [{ endpoint: 'nothing' as 'roster' }] })).toThrow('must be a list as');
    await espn.close();
  });
});

describe('a college that is in no list', () => {
  it('has a roster by its id, and players who name it', async () => {
    const { espn, upstream } = await start();
    const { teams } = await upstream.teams('cfb', anyCall);
    expect(teams.some(({ id }) => id === '48')).toBe(false);
    const roster = await upstream.roster('cfb', '48' as TeamId, anyCall);
    expect(roster?.team).toMatchObject({ id: '48', abbreviation: 'DEL', name: 'Delaware Blue Hens' });
    const [first] = roster?.athletes ?? [];
    expect(await upstream.player('cfb', first?.id ?? ('0' as PlayerId), anyCall)).toMatchObject({ teamId: '48' });
    expect(await upstream.roster('cfb', '999999' as TeamId, anyCall)).toBeNull();
    await espn.close();
  });
});
