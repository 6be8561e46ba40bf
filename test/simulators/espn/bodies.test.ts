import { describe, expect, it } from 'vitest';
import { syntheticBodies } from '../../support/recorded.ts';
import { movingClock } from './moving-clock.ts';
import { contradictions, inventions } from './shape.ts';
import { askJson, LEAGUES, PATHS, simulate } from './support.ts';

const bodies = syntheticBodies('espn');
const site = (league: keyof typeof LEAGUES, rest: string) => `/apis/site/v2/sports/${LEAGUES[league]}/${rest}`;
const web = (league: keyof typeof LEAGUES, rest: string) => `/apis/common/v3/sports/${LEAGUES[league]}/${rest}`;

describe('the simulated documents beside the synthetic bodies', () => {
  // Some bodies have every field that the provider writes, so that a simulated field they lack is an invention.
  it.each([
    ['teams-nfl', PATHS.teams.nfl, 'whole'],
    ['teams-nfl', PATHS.teams.nba, 'whole'],
    ['teams-cfb', PATHS.teams.cfb, 'whole'],
    ['teams-wnba', PATHS.teams.wnba, 'in part'],
    ['roster-nfl', PATHS.roster('nfl', '12'), 'whole'],
    ['roster-nba', PATHS.roster('nba', '9'), 'in part'],
    ['roster-mlb', PATHS.roster('mlb', '10'), 'in part'],
    ['roster-nhl', PATHS.roster('nhl', '22'), 'in part'],
    ['roster-wbb', PATHS.roster('wbb', '150'), 'in part'],
    ['athlete-nfl', PATHS.athlete('nfl', '3139477'), 'whole'],
    ['athlete-nba-inactive', PATHS.athlete('nba', '3112335'), 'in part'],
    ['athlete-mlb-retired', PATHS.athlete('mlb', '9300000'), 'in part'],
    ['athlete-nhl-minors', PATHS.athlete('nhl', '9400000'), 'in part'],
    ['athlete-wbb', PATHS.athlete('wbb', '98000000'), 'whole'],
    ['career-nfl', PATHS.stats('nfl', '3139477'), 'whole'],
    ['career-nba', PATHS.stats('nba', '1966'), 'in part'],
    ['career-mlb', PATHS.stats('mlb', '9300000'), 'in part'],
    ['career-nhl', PATHS.stats('nhl', '9400000'), 'in part'],
    ['search-players', PATHS.search('mahomes'), 'in part'],
    ['scoreboard-nfl-post', site('nfl', 'scoreboard?dates=20251214'), 'in part'],
    ['scoreboard-nba-live', site('nba', 'scoreboard?dates=20251201'), 'in part'],
    ['scoreboard-mlb-pre', site('mlb', 'scoreboard?dates=20260605'), 'in part'],
    ['season-nfl', web('nfl', 'season'), 'whole'],
    ['season-nba', web('nba', 'season'), 'whole'],
    ['transactions-wnba', site('wnba', 'transactions'), 'whole'],
    ['table-nba', web('nba', 'statistics/byathlete?season=2025&seasontype=2'), 'in part'],
  ] as const)('%s has the types of %s (%s)', async (body, path, fields) => {
    const espn = await simulate({ clock: movingClock('2026-06-05T12:00Z') });
    const ours = await askJson(espn, path);
    const theirs = bodies.json(body);
    expect(contradictions(ours, theirs)).toEqual([]);
    if (fields === 'whole') expect(inventions(ours, theirs)).toEqual([]);
  });
});
