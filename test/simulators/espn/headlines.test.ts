import { expect, it } from 'vitest';
import { headlinesIn } from '../../../lib/sports/headline/headline.ts';
import type { LeagueId, TeamId } from '../../../lib/sports/model/index.ts';
import { buildCareer } from '../../../lib/sports/stats/career.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { HONEST, LEAGUES, simulate } from './support.ts';

const call = () => ({ signal: AbortSignal.timeout(20_000) });
const leagues = Object.keys(LEAGUES) as LeagueId[];

// Linemen and snappers have no numbers that anybody quotes.
const UNMEASURED = new Set(['OT', 'G', 'C', 'LS']);

it.each(leagues)(
  'a player of every position of the %s has four to six numbers to quote, each season',
  async (league) => {
    const { url } = await simulate();
    const espn = createEspnUpstream({ siteUrl: url, webUrl: url, coreUrl: url, partnersUrl: url, userAgent: HONEST });
    const { teams } = await espn.teams(league, call());
    const roster = await espn.roster(league, (teams[0]?.id ?? '') as TeamId, call());
    const byPosition = new Map(roster?.athletes.map((athlete) => [athlete.position, athlete]));
    expect(byPosition.size).toBeGreaterThan(2);
    const headline = headlinesIn(league);
    for (const [position, { id }] of byPosition) {
      if (['nfl', 'cfb'].includes(league) && UNMEASURED.has(position ?? '')) continue;
      const table = await espn.career(league, id, 'regular', call());
      if (table === null) continue;
      const { seasons, career } = buildCareer(table, { league, seasonType: 'regular' });
      for (const { categories } of seasons.length === 0 ? [] : [...seasons, career]) {
        // Of real players only a part may be known, and nobody can tell the totals of a part.
        if (Object.values(categories).every((stats) => Object.values(stats).every((value) => value === null))) continue;
        const stats = headline({ position, categories });
        expect({ league, position, few: stats.length < 4 && stats }).toEqual({ league, position, few: false });
        expect(stats.length).toBeLessThanOrEqual(6);
        for (const { category, name, value } of stats) expect(categories[category]?.[name]).toBe(value);
      }
    }
  },
);
