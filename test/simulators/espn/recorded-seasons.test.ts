import { expect, it } from 'vitest';
import { describeRecorded, recordedJson } from '../../support/recorded.ts';
import { movingClock } from './moving-clock.ts';
import { contradictions, inventions } from './shape.ts';
import { askJson, LEAGUES, PATHS, simulate } from './support.ts';

const site = (league: keyof typeof LEAGUES, rest: string) => `/apis/site/v2/sports/${LEAGUES[league]}/${rest}`;
const web = (league: keyof typeof LEAGUES, rest: string) => `/apis/common/v3/sports/${LEAGUES[league]}/${rest}`;
// The recorded table is of 2019: since then an athlete has the numbers as `values`, and the team with its pictures.
const NEWER =
  /^\.athletes\[\]\.(categories\[\]\.values|athlete\.team(s\[\]|Id|UId|Logos|Links))|^\.league|^\.pagination\.next/;

describeRecorded('the simulated season beside recorded bodies', () => {
  it.each([
    ['scoreboard of one day', site('nfl', 'scoreboard?dates=20251214'), 'nfl/scoreboard-2024-12-15-all-post.json'],
    ['scoreboard to come', site('nfl', 'scoreboard'), 'nfl/scoreboard-2025-week1-all-pre.json'],
    ['basketball scoreboard', site('nba', 'scoreboard?dates=20251201'), 'nba/scoreboard-2024-12-01-post.json'],
    ['hockey scoreboard', site('nhl', 'scoreboard?dates=20260201'), 'nhl/scoreboard-2024-06-01-post.json'],
    ['baseball scoreboard', site('mlb', 'scoreboard?dates=20260605'), 'mlb/scoreboard-2025-06-05-pre.json'],
    ['college scoreboard', site('mbb', 'scoreboard?dates=20260302&groups=2'), 'mbb/scoreboard-acc-post.json'],
    ['football season', web('nfl', 'season'), 'nfl/season-2024.json'],
    ['hockey season', web('nhl', 'season'), 'nhl/season-2025.json'],
    ['moves', site('wnba', 'transactions'), 'wnba/transactions-2022.json'],
    ['game log', PATHS.gameLog('3139477', 2024), 'nfl/athlete-3139477-gamelog-2024.json'],
    ['team', PATHS.team('nfl', '12'), 'nfl/team-12-KC-detail-2025-05.json'],
    [
      'table of everybody',
      web('nba', 'statistics/byathlete?season=2025&seasontype=2'),
      'nba/byathlete-2020-qualified-limit400-p1of1.json',
    ],
  ] as const)('%s has the same nesting and the same types', async (_, path, file) => {
    const espn = await simulate({ clock: movingClock('2026-06-05T12:00Z') });
    const ours = await askJson(espn, path);
    const real = recordedJson(`espn/${file}`);
    expect(contradictions(ours, real)).toEqual([]);
    expect(inventions(ours, real).filter((key) => !NEWER.test(key))).toEqual([]);
  });
});
