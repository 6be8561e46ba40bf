import { expect, it } from 'vitest';
import { espnAnswering } from '../../support/fake-espn.ts';
import type { Bodies } from '../../support/recorded.ts';
import { describeBodies } from '../../support/recorded.ts';
import { QUESTIONS } from './questions.ts';

type Read = (bodies: Bodies) => unknown;
interface ErrorBody {
  readonly status: number;
  readonly body: unknown;
}
const file =
  (name: string): Read =>
  ({ text }) =>
    text(name);
// The synthetic ones are in one file.
const other =
  (name: string): Read =>
  ({ json }) =>
    (json('others') as Record<string, unknown>)[name];
const error =
  (name: string): Read =>
  ({ json }) =>
    (json('errors') as Record<string, ErrorBody>)[name]?.body;
const named = <T extends readonly unknown[]>(read: (name: string) => Read, ...cases: readonly [string, ...T][]) =>
  cases.map(([name, ...rest]) => [name, read(name), ...rest] as const);

const CASES = {
  synthetic: {
    nothing: named(
      other,
      ['gamelog'],
      ['overview'],
      ['profile'],
      ['splits'],
      ['core statistics'],
      ['news'],
      ['team detail'],
      ['fantasy players'],
    ),
    // Each answers one question, and a list of links is a search without players.
    answering: named<[readonly string[]]>(
      file,
      ['teams-nfl', ['teams']],
      ['roster-nfl', []],
      ['athlete-nfl', []],
      ['career-nfl', ['career']],
      ['every-player-nfl', ['everyPlayer']],
      ['scoreboard-nfl-post', ['scoreboard']],
      ['season-nfl', ['season']],
      ['transactions-wnba', ['transactions']],
      ['search-players', ['search']],
      ['list-of-links', ['search']],
      ['table-nba', []],
      ['empty-list', ['search']],
    ),
    errors: named<[number, readonly string[]]>(
      error,
      ['core-404-no-instance', 404, ['roster', 'player', 'career', 'gameLog', 'team']],
      ['core-404-no-stats', 404, ['career', 'gameLog']],
      ['core-404-no-coach', 404, []],
      ['core-500-application', 500, []],
      ['site-404-no-sport', 404, []],
      ['site-404-bare', 404, []],
      ['site-400-team', 400, []],
      ['web-500-script', 500, []],
      ['fantasy-404', 404, []],
    ),
  },
  recorded: {
    nothing: named(
      file,
      ['mlb/athlete-36071-profile-v3'],
      ['mlb/athlete-splits-2025'],
      ['nba/athlete-1966-bio-v3'],
      ['nba/athlete-1966-core-statisticslog'],
      ['nba/news-2026-05-23'],
      ['nfl/athlete-3139477-bio-v3'],
      ['nfl/athlete-3139477-core-statistics-career'],
      ['nfl/athlete-3139477-core-statisticslog'],
      ['nfl/athlete-4430191-overview'],
      ['nfl/athlete-4430191-profile-v3'],
      ['nfl/athlete-4430191-splits-2024'],
      ['nfl/fantasy-players_wl-2025'],
      ['nfl/injuries-core-detail'],
      ['nfl/leaders-site-v3-2024'],
      ['nhl/athlete-3024816-bio-v3'],
      ['nhl/leaders-site-v3-2025'],
    ),
    answering: named<[readonly string[]]>(
      file,
      ['nfl/teams-list-2025-05', ['teams']],
      ['nfl/roster-12-KC-2025-05-12', ['roster']],
      ['nfl/athlete-3139477-core', ['player']],
      ['nfl/athlete-3139477-stats-v3', ['career']],
      ['nfl/athlete-3139477-gamelog-2024', ['gameLog']],
      ['nfl/team-12-KC-detail-2022-02', ['team']],
      ['nfl/team-12-KC-detail-2025-05', ['team']],
      ['nfl/scoreboard-2024-12-15-all-post', ['scoreboard']],
      ['nfl/season-2024', ['season']],
      ['wnba/transactions-2022', ['transactions']],
      ['search/search-v3-nfl', ['search']],
      ['nfl/athletes-core-v2-list-page1', ['search']],
      // Everybody of another league and season.
      ['nba/byathlete-2020-qualified-limit400-p1of1', []],
      ['errors/core-200-empty-list', ['search']],
    ),
    errors: named<[number, readonly string[]]>(
      file,
      ['errors/core-404-no-instance', 404, ['roster', 'player', 'career', 'gameLog', 'team']],
      ['errors/core-404-no-stats', 404, ['career', 'gameLog']],
      ['errors/core-404-no-stats-cfb', 404, ['career', 'gameLog']],
      ['errors/core-404-no-stats-nhl', 404, ['career', 'gameLog']],
      ['errors/core-404-no-coach', 404, []],
      ['errors/site-404-unable-to-get-sport-data', 404, []],
      ['errors/fantasy-404-not-found', 404, []],
      ['errors/fantasy-400-filter-limit-missing-sort', 400, []],
    ),
  },
};

describeBodies('ESPN bodies that answer another question', CASES, (bodies, { nothing, answering, errors }) => {
  it.each(nothing)('%s is nothing, whatever was asked', async (_, read) => {
    const { espn } = espnAnswering(read(bodies));
    for (const [question, ask] of Object.entries(QUESTIONS)) {
      await expect(ask(espn), question).rejects.toMatchObject({ code: 'malformed' });
    }
  });

  it.each(answering)('%s answers %j only', async (_, read, answers) => {
    const { espn } = espnAnswering(read(bodies));
    for (const [question, ask] of Object.entries(QUESTIONS)) {
      if (answers.includes(question)) await expect(ask(espn), question).resolves.not.toBeNull();
      else await expect(ask(espn), question).rejects.toMatchObject({ code: 'malformed' });
    }
  });

  // Which questions each answers with "there is none"; to the others it is a failure.
  it.each(errors)('%s under its own status is a failure, or an absence', async (_, read, status, absent) => {
    for (const [question, ask] of Object.entries(QUESTIONS)) {
      const outcome = ask(espnAnswering(read(bodies), { status }).espn);
      if (absent.includes(question)) await expect(outcome, question).resolves.toBeNull();
      else await expect(outcome, question).rejects.toMatchObject({ code: 'failed' });
    }
  });

  it.each(errors)('%s is nothing at all under a 200', async (_, read) => {
    const { espn } = espnAnswering(read(bodies));
    for (const [question, ask] of Object.entries(QUESTIONS)) {
      await expect(ask(espn), question).rejects.toMatchObject({ code: 'malformed' });
    }
  });
});
