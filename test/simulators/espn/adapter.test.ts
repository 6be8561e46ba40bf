import { describe, expect, it } from 'vitest';
import type { LeagueId, PlayerId, AthleteProfile } from '../../../lib/sports/model/index.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { HONEST, simulate } from './support.ts';

const adapterOf = (url: string, userAgent = HONEST) =>
  createEspnUpstream({ siteUrl: url, webUrl: url, coreUrl: url, partnersUrl: url, userAgent });
/** As a player's own document has it: the college is a link there, and of injuries it does not tell. */
const inOwnDocument = (profile: AthleteProfile | undefined): AthleteProfile | undefined =>
  profile && {
    ...profile,
    college: profile.college && { id: profile.college.id, name: null },
    injury: undefined,
  };
const call = () => ({ signal: AbortSignal.timeout(10_000) });

describe('the real adapter against the simulation', () => {
  it.each([
    ['nfl', 32, 2026, 32],
    ['nba', 30, 2027, 30],
    ['mlb', 30, 2026, 3],
    ['nhl', 32, 2027, 3],
    ['wnba', 14, 2026, 14],
    // One college of each sport is in no list.
    ['cfb', 136, 2026, 2],
    ['mbb', 158, 2027, 3],
    ['wbb', 158, 2027, 3],
  ] as const)(
    'reads the %s with its %i teams: rosters of %i, and every player on the first %i of them',
    async (league, count, season, asked) => {
      const espn = await simulate();
      const upstream = adapterOf(espn.url);
      const { teams } = await upstream.teams(league, call());
      expect(teams).toHaveLength(count);
      for (const team of teams.slice(0, asked)) {
        const roster = await upstream.roster(league, team.id, call());
        expect(roster).toMatchObject({ team: { id: team.id }, season });
        const records = await Promise.all(
          (roster?.athletes ?? []).map(async (athlete) => ({
            athlete,
            document: await upstream.player(league, athlete.id, call()),
          })),
        );
        // Roster and document agree, whatever the player's status.
        for (const { athlete, document } of records)
          expect(document).toEqual({ ...athlete, profile: inOwnDocument(athlete.profile) });
        expect(records.length).toBeGreaterThanOrEqual(team.exhibition === true ? 0 : 12);
      }
    },
    60_000,
  );

  it.each([
    ['nfl', 'Patrick Mahomes', '3139477', 1],
    ['nba', 'luka doncic', '3945274', 1],
    ['mlb', 'Aaron Judge', '33192', 2],
    ['mlb', 'Shohei Ohtani', '39832', 3],
    ['nhl', 'connor hellebuyck', '3020225', 1],
    ['wnba', 'Aja Wilson', '3149391', 1],
    ['wbb', 'hannah stuelke', '4682968', 1],
  ] as const)('finds the %s player %s and their career, at a call for each view', async (league, name, id, views) => {
    const espn = await simulate();
    const upstream = adapterOf(espn.url);
    const [hit] = await upstream.search(league, name, call());
    expect(hit).toMatchObject({ id });
    const career = await upstream.career(league, id as PlayerId, 'regular', call());
    expect(career?.categories.length).toBeGreaterThan(0);
    expect(espn.calls()).toMatchObject({ total: 1 + views, failed: 0 });
  });

  it('tells absence from trouble', async () => {
    const espn = await simulate();
    const upstream = adapterOf(espn.url);
    const ask = (id: string, league: LeagueId = 'nfl') => upstream.player(league, id as PlayerId, call());
    expect(await ask('99')).toBeNull();
    // The stats host says a bare 404, which may be anything.
    await expect(upstream.career('nfl', '99' as PlayerId, 'regular', call())).rejects.toMatchObject({ code: 'failed' });
    expect(await ask('16716')).toMatchObject({ name: 'Aaron Donald', teamId: null, status: 'inactive' });
    const outcomes: Record<string, string> = {
      error500: 'failed',
      html403: 'blocked',
      truncated: 'malformed',
      empty: 'malformed',
      '429': 'rate-limited',
    };
    for (const [fail, code] of Object.entries(outcomes)) {
      espn.configure({ fail: fail as 'empty' });
      await expect(ask('3139477'), fail).rejects.toMatchObject({ name: 'UpstreamError', code });
    }
    espn.configure({ fail: 'none' });
    await expect(adapterOf(espn.url, 'node').player('nfl', '3139477' as PlayerId, call())).rejects.toMatchObject({
      code: 'blocked',
    });
  });
});
