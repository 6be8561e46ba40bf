import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Query, TieredCache } from '../../../lib/cache/index.ts';
import { createSeasons, type Seasons } from '../../../lib/sports/lookup/season-state.ts';
import type { SeasonPhases, TeamList } from '../../../lib/sports/model/index.ts';
import { createResources } from '../../../lib/sports/resources/index.ts';
import { createCalendar } from '../../../lib/sports/calendar/index.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

let held: Map<string, unknown>;
let looks: number;

beforeEach(() => {
  held = new Map();
  looks = 0;
});

const answerOf = <V>({ key }: Query<V>): Answer<V> | undefined => {
  if (!held.has(key)) return undefined;
  const value = held.get(key) as V;
  const entry = { body: null, loadedAt: 0, freshUntil: 0, staleUntil: 0, cost: 0, stamps: {}, etag: '' };
  return {
    kind: 'value',
    entry: entry as never,
    served: { by: 'tier', tier: 'l1', state: 'fresh' },
    value: () => value,
  };
};

const look: TieredCache['getAllPresent'] = <V>(queries: readonly Query<V>[]) => {
  looks += 1;
  return Promise.resolve(queries.map(answerOf));
};

// The provider must not be called: this cache cannot load.
const seasonsAt = (text: string): Seasons => {
  const clock = createFakeClock(Date.parse(text));
  const read = (): Promise<never> => Promise.reject(new Error('Nothing may be read'));
  const nothing = { read, recallAll: read, payFor: read };
  const context = {
    upstream: createFakeUpstream(),
    clock,
    calendar: createCalendar(),
    getAllPresent: look,
    ...nothing,
  };
  return createSeasons({ cache: { getAllPresent: look }, resources: createResources(context), clock });
};

const phases: SeasonPhases = {
  league: 'nfl',
  season: 2026,
  phases: [
    { phase: 'preseason', start: Date.parse('2026-08-06T07:00Z'), end: Date.parse('2026-09-09T06:59Z') },
    { phase: 'regular', start: Date.parse('2026-09-09T07:00Z'), end: Date.parse('2027-01-14T07:59Z') },
    { phase: 'postseason', start: Date.parse('2027-01-13T08:00Z'), end: Date.parse('2027-02-18T07:59Z') },
  ],
};
const teams = (season: number | null): TeamList => ({ league: 'nfl', season, teams: [] });

describe('the season a client means when it names none', () => {
  it.each([
    ['2026-08-01T12:00Z', { season: 2025, type: 'regular', phase: 'off-season', source: 'provider' }],
    ['2026-08-20T12:00Z', { season: 2025, type: 'regular', phase: 'preseason', source: 'provider' }],
    ['2026-09-10T12:00Z', { season: 2026, type: 'regular', phase: 'regular', source: 'provider' }],
    ['2027-01-20T12:00Z', { season: 2026, type: 'postseason', phase: 'postseason', source: 'provider' }],
  ])('at %s, by the provider’s dates', async (now, state) => {
    held.set('nfl:season', phases);
    // The dates outrank the year of the team list.
    held.set('nfl:teams', teams(2026));
    expect(await seasonsAt(now).state('nfl')).toEqual(state);
    expect(await seasonsAt(now).current('nfl')).toBe(state.season);
  });

  it('is the year of the team list where there are no dates, unless that season has not begun', async () => {
    held.set('nfl:teams', teams(2026));
    expect(await seasonsAt('2026-08-20T12:00Z').state('nfl')).toMatchObject({ season: 2025, phase: 'preseason' });
    expect(await seasonsAt('2026-09-20T12:00Z').state('nfl')).toMatchObject({ season: 2026, source: 'calendar' });
    // The team list may still have last year's season.
    held.set('nfl:teams', teams(2025));
    expect(await seasonsAt('2026-09-20T12:00Z').current('nfl')).toBe(2025);
  });

  it('follows the calendar where nothing is cached, or nothing with a season', async () => {
    expect(await seasonsAt('2026-11-22T12:00Z').state('nhl')).toEqual({
      season: 2027,
      type: 'regular',
      phase: 'regular',
      source: 'calendar',
    });
    held.set('nfl:teams', teams(null));
    expect(await seasonsAt('2026-11-22T12:00Z').current('nfl')).toBe(2026);
  });

  it('takes one read of the tiers', async () => {
    await seasonsAt('2026-11-22T12:00Z').current('nfl');
    expect(looks).toBe(1);
  });
});
