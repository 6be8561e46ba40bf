import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days } from '../../../lib/cache/index.ts';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import type { LeagueId, Phase, SeasonPhases } from '../../../lib/sports/model/index.ts';
import { phaseAt, playedSeason, playedSeasonOf, ruledPhases } from '../../../lib/sports/calendar/season-phase.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { describeBodies } from '../../support/recorded.ts';

const at = (text: string): number => Date.parse(text);

const stated = (
  season: number,
  phases: readonly (readonly [Phase, string, string])[],
  league: LeagueId = 'nfl',
): SeasonPhases => ({
  league,
  season,
  phases: phases.map(([phase, start, end]) => ({ phase, start: at(start), end: at(end) })),
});

const described = (phases: SeasonPhases | undefined, league: LeagueId, text: string): string => {
  const now = phaseAt(phases, league, at(text));
  return `${now.phase} ${now.season} by ${now.source}, stats of ${playedSeason(now)}`;
};

describe("the provider's phases", () => {
  const nfl = stated(2024, [
    ['preseason', '2024-08-01T07:00Z', '2024-09-05T06:59Z'],
    ['regular', '2024-09-05T07:00Z', '2025-01-09T07:59Z'],
    ['postseason', '2025-01-08T08:00Z', '2025-02-15T07:59Z'],
    ['off-season', '2025-02-15T08:00Z', '2025-07-31T06:59Z'],
  ]);

  it.each([
    ['2024-08-20T12:00Z', 'preseason 2024 by provider, stats of 2023'],
    ['2024-09-05T07:00Z', 'regular 2024 by provider, stats of 2024'],
    // A day in both phases belongs to the play-offs.
    ['2025-01-08T07:59Z', 'regular 2024 by provider, stats of 2024'],
    ['2025-01-08T08:00Z', 'postseason 2024 by provider, stats of 2024'],
    ['2025-06-01T12:00Z', 'off-season 2024 by provider, stats of 2024'],
    // A gap of a minute is no off-season.
    ['2024-09-05T06:59Z', 'preseason 2024 by provider, stats of 2023'],
    // All phases are over: the dates are an old season's.
    ['2025-09-20T12:00Z', 'regular 2025 by calendar, stats of 2025'],
  ])('at %s: %s', (now, answer) => {
    expect(described(nfl, 'nfl', now)).toBe(answer);
  });

  it('may come in any order', () => {
    const nba = stated(
      2025,
      [
        ['postseason', '2025-04-19T07:00Z', '2025-06-27T06:59Z'],
        ['regular', '2024-10-22T07:00Z', '2025-04-14T06:59Z'],
        ['off-season', '2025-06-27T07:00Z', '2025-09-24T06:59Z'],
        ['play-in', '2025-04-14T07:00Z', '2025-04-19T06:59Z'],
      ],
      'nba',
    );
    expect(described(nba, 'nba', '2025-04-15T23:00Z')).toBe('play-in 2025 by provider, stats of 2025');
    expect(described(nba, 'nba', '2025-04-20T23:00Z')).toBe('postseason 2025 by provider, stats of 2025');
  });

  it('overlap: the regular season outranks spring training', () => {
    const mlb = stated(
      2025,
      [
        ['preseason', '2025-02-15T08:00Z', '2025-03-26T06:59Z'],
        ['regular', '2025-03-18T07:00Z', '2025-09-30T06:59Z'],
      ],
      'mlb',
    );
    expect(described(mlb, 'mlb', '2025-03-20T12:00Z')).toBe('regular 2025 by provider, stats of 2025');
  });

  it('that have not begun mean the off-season of the season before', () => {
    // The provider states 2026-27 from the beginning of August on.
    const nhl = stated(2027, [['preseason', '2026-09-19T07:00Z', '2026-09-29T06:59Z']], 'nhl');
    expect(described(nhl, 'nhl', '2026-08-04T12:00Z')).toBe('off-season 2026 by provider, stats of 2026');
  });

  it('with a gap of weeks mean the off-season in the gap', () => {
    const holed = stated(2025, [
      ['preseason', '2025-08-01T07:00Z', '2025-08-20T06:59Z'],
      ['regular', '2025-09-04T07:00Z', '2026-01-08T07:59Z'],
    ]);
    expect(described(holed, 'nfl', '2025-08-28T12:00Z')).toMatch(/^off-season 2025 by provider/);
  });

  it('with a gap of two hours mean the off-season in the gap', () => {
    const holed = stated(2025, [
      ['preseason', '2025-08-01T07:00Z', '2025-08-20T07:00Z'],
      ['regular', '2025-08-20T09:00Z', '2026-01-08T07:59Z'],
    ]);
    expect(described(holed, 'nfl', '2025-08-20T07:59Z')).toMatch(/^preseason 2025 by provider/);
    expect(described(holed, 'nfl', '2025-08-20T08:00Z')).toMatch(/^off-season 2025 by provider/);
  });

  it('that are empty leave the answer to the calendar', () => {
    expect(described(stated(2025, []), 'nfl', '2025-10-01T12:00Z')).toBe('regular 2025 by calendar, stats of 2025');
  });
});

describe('the phases by rule', () => {
  it.each([
    ['nfl', '2026-01-20T12:00Z', 'postseason 2025 by calendar, stats of 2025'],
    ['nfl', '2026-08-20T12:00Z', 'preseason 2026 by calendar, stats of 2025'],
    ['nfl', '2026-11-22T12:00Z', 'regular 2026 by calendar, stats of 2026'],
    ['nba', '2026-10-21T12:00Z', 'regular 2027 by calendar, stats of 2027'],
    ['nba', '2026-04-15T12:00Z', 'play-in 2026 by calendar, stats of 2026'],
    ['nba', '2026-08-01T12:00Z', 'off-season 2026 by calendar, stats of 2026'],
    ['mlb', '2026-03-27T12:00Z', 'regular 2026 by calendar, stats of 2026'],
    ['mlb', '2026-01-10T12:00Z', 'off-season 2025 by calendar, stats of 2025'],
    ['nhl', '2026-09-30T12:00Z', 'regular 2027 by calendar, stats of 2027'],
    ['nhl', '2025-09-30T12:00Z', 'preseason 2026 by calendar, stats of 2025'],
    ['wnba', '2026-07-15T12:00Z', 'regular 2026 by calendar, stats of 2026'],
    ['cfb', '2027-01-05T12:00Z', 'postseason 2026 by calendar, stats of 2026'],
    ['mbb', '2026-03-20T12:00Z', 'postseason 2026 by calendar, stats of 2026'],
    ['wbb', '2026-11-22T12:00Z', 'regular 2027 by calendar, stats of 2027'],
  ] as const)('%s at %s: %s', (league, now, answer) => {
    expect(described(undefined, league, now)).toBe(answer);
  });

  it('as a document like the provider’s have no holes and give the same phase', () => {
    const league = fc.constantFrom(...LEAGUES.map(({ id }) => id));
    const instant = fc.integer({ min: Date.UTC(2022, 0, 1), max: Date.UTC(2050, 0, 1) });
    fc.assert(
      fc.property(league, instant, (id, now) => {
        const document = ruledPhases(id, now);
        document.phases.forEach(({ start, end }, index) => {
          expect(end).toBeGreaterThan(start);
          expect(document.phases[index + 1]?.start ?? end).toBe(end);
        });
        const { phase, season } = phaseAt(undefined, id, now);
        expect(phaseAt(document, id, now)).toEqual({ phase, season, source: 'provider' });
      }),
    );
  });

  it('say whether a season stated without dates has begun', () => {
    expect(playedSeasonOf('nfl', 2026, at('2026-08-20T12:00Z'))).toBe(2025);
    expect(playedSeasonOf('nfl', 2026, at('2026-09-20T12:00Z'))).toBe(2026);
    expect(playedSeasonOf('nfl', 2025, at('2026-09-20T12:00Z'))).toBe(2025);
  });
});

type Moment = readonly [LeagueId, body: string, now: string, phase: Phase];

const SEASONS: Readonly<Record<'synthetic' | 'recorded', readonly Moment[]>> = {
  synthetic: [
    ['nfl', 'season-nfl', '2031-10-10T12:00Z', 'regular'],
    // A day that two intervals hold.
    ['nfl', 'season-nfl', '2032-01-07T12:00Z', 'postseason'],
    ['nfl', 'season-nfl', '2032-03-01T12:00Z', 'off-season'],
    ['nba', 'season-nba', '2031-04-15T12:00Z', 'play-in'],
    ['nba', 'season-nba', '2031-05-01T12:00Z', 'postseason'],
  ],
  recorded: [
    ['nfl', 'nfl/season-2024', '2024-10-10T12:00Z', 'regular'],
    ['nfl', 'nfl/season-2024', '2025-01-08T12:00Z', 'postseason'],
    ['nfl', 'nfl/season-2024', '2025-03-01T12:00Z', 'off-season'],
    ['nhl', 'nhl/season-2025', '2024-09-28T12:00Z', 'preseason'],
    ['nhl', 'nhl/season-2025', '2025-05-28T12:00Z', 'postseason'],
    ['wnba', 'wnba/season-2025', '2025-07-04T12:00Z', 'regular'],
    ['wnba', 'wnba/season-2025', '2025-12-24T12:00Z', 'off-season'],
  ],
};

describeBodies("the provider's seasons", SEASONS, ({ json }, moments) => {
  const seasonOf = (league: LeagueId, body: string): Promise<SeasonPhases> =>
    espnAnswering(json(body)).espn.season(league, anyCall);

  it.each(moments)('%s (%s) at %s: %s', async (league, body, now, phase) => {
    const phases = await seasonOf(league, body);
    expect(phaseAt(phases, league, at(now))).toEqual({ phase, season: phases.season, source: 'provider' });
  });

  it.each([...new Map(moments.map(([league, body]) => [body, league]))])(
    '%s begins within eight days of its rule',
    async (body, league) => {
      const { season, phases } = await seasonOf(league, body);
      const ruled = ruledPhases(league, phases.find(({ phase }) => phase === 'regular')?.start ?? NaN);
      for (const { phase, start } of phases) {
        const rule = ruled.phases.find((each) => each.phase === phase)?.start ?? NaN;
        expect(Math.abs(rule - start), `${league} ${season} ${phase}`).toBeLessThanOrEqual(days(8));
      }
    },
  );
});
