import { expect, it } from 'vitest';
import { espnAnswering } from '../../support/fake-espn.ts';
import { describeRecorded, recordedText } from '../../support/recorded.ts';
import { QUESTIONS } from './questions.ts';

const espnWith = (body: string, status = 200) => espnAnswering(recordedText(`espn/${body}`), { status }).espn;

describeRecorded('ESPN bodies that answer another question, as recorded', () => {
  it.each([
    'mlb/athlete-36071-profile-v3',
    'mlb/athlete-splits-2025',
    'nba/athlete-1966-bio-v3',
    'nba/athlete-1966-core-statisticslog',
    'nba/news-2026-05-23',
    'nfl/athlete-3139477-bio-v3',
    'nfl/athlete-3139477-core-statistics-career',
    'nfl/athlete-3139477-core-statisticslog',
    'nfl/athlete-3139477-gamelog-2024',
    'nfl/athlete-4362628-gamelog-2021',
    'nfl/athlete-4430191-overview',
    'nfl/athlete-4430191-profile-v3',
    'nfl/athlete-4430191-splits-2024',
    'nfl/fantasy-players_wl-2025',
    'nfl/injuries-core-detail',
    'nfl/leaders-site-v3-2024',
    'nfl/team-12-KC-detail-2022-02',
    'nfl/team-12-KC-detail-2025-05',
    'nhl/athlete-3024816-bio-v3',
    'nhl/leaders-site-v3-2025',
  ])('%s is nothing, whatever was asked', async (body) => {
    const espn = espnWith(`${body}.json`);
    for (const [question, ask] of Object.entries(QUESTIONS)) {
      await expect(ask(espn), question).rejects.toMatchObject({ code: 'malformed' });
    }
  });

  // Each answers one question, and a list of links is a search without players.
  it.each([
    ['nfl/teams-list-2025-05', ['teams']],
    ['nfl/roster-12-KC-2025-05-12', ['roster']],
    ['nfl/athlete-3139477-core', ['player']],
    ['nfl/athlete-3139477-stats-v3', ['career']],
    ['nfl/scoreboard-2024-12-15-all-post', ['scoreboard']],
    ['nfl/season-2024', ['season']],
    ['wnba/transactions-2022', ['transactions']],
    ['search/search-v3-nfl', ['search']],
    ['nfl/athletes-core-v2-list-page1', ['search']],
    // Everybody of another league and season.
    ['nba/byathlete-2020-qualified-limit400-p1of1', []],
    ['errors/core-200-empty-list', ['search']],
  ] as const)('%s answers %j only', async (body, answers: readonly string[]) => {
    const espn = espnWith(`${body}.json`);
    for (const [question, ask] of Object.entries(QUESTIONS)) {
      if (answers.includes(question)) await expect(ask(espn), question).resolves.not.toBeNull();
      else await expect(ask(espn), question).rejects.toMatchObject({ code: 'malformed' });
    }
  });
});

describeRecorded('ESPN errors as recorded', () => {
  // Which questions each answers with "there is none"; to the others it is a failure.
  it.each([
    ['core-404-no-instance', 404, ['roster', 'player', 'career']],
    ['core-404-no-stats', 404, ['career']],
    ['core-404-no-stats-cfb', 404, ['career']],
    ['core-404-no-stats-nhl', 404, ['career']],
    ['core-404-no-coach', 404, []],
    ['site-404-unable-to-get-sport-data', 404, []],
    ['fantasy-404-not-found', 404, []],
    ['fantasy-400-filter-limit-missing-sort', 400, []],
  ] as const)('%s means none for %i: %j', async (body, status, absent: readonly string[]) => {
    for (const [question, ask] of Object.entries(QUESTIONS)) {
      const outcome = ask(espnWith(`errors/${body}.json`, status));
      if (absent.includes(question)) await expect(outcome, question).resolves.toBeNull();
      else await expect(outcome, question).rejects.toMatchObject({ code: 'failed' });
    }
  });

  it.each([
    'core-404-no-instance',
    'core-404-no-stats',
    'core-404-no-coach',
    'site-404-unable-to-get-sport-data',
    'fantasy-404-not-found',
  ])('%s is nothing at all under a 200', async (body) => {
    for (const [question, ask] of Object.entries(QUESTIONS)) {
      await expect(ask(espnWith(`errors/${body}.json`)), question).rejects.toMatchObject({ code: 'malformed' });
    }
  });
});
