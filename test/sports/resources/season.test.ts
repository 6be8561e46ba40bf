import { describe, expect, it } from 'vitest';
import { hours, type LoadedEntry, type LoadResult } from '../../../lib/cache/index.ts';
import { createCalendar } from '../../../lib/sports/calendar/index.ts';
import { seasonQuery } from '../../../lib/sports/resources/season.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';

const nobody = (): Promise<never> => Promise.reject(new Error('Nothing else is asked for a season'));
const call = { signal: new AbortController().signal, held: () => [] };

const queryTo = (upstream: FakeUpstream) =>
  seasonQuery(
    {
      upstream,
      clock: createFakeClock(),
      calendar: createCalendar(),
      read: nobody,
      getAllPresent: nobody,
      recallAll: nobody,
      payFor: nobody,
    },
    'nfl',
  );

const loadedBy = (result: readonly LoadedEntry[] | LoadResult): readonly LoadedEntry[] =>
  'loaded' in result ? result.loaded : result;

describe('the season', () => {
  it('is kept for a day, as the provider states it', async () => {
    const upstream = createFakeUpstream();
    const query = queryTo(upstream);
    const fillings = loadedBy(await query.source.load(call));
    expect(fillings).toMatchObject([
      { key: 'nfl:season', scopes: ['*'], policy: { freshFor: hours(24) }, value: { league: 'nfl', season: 2025 } },
    ]);
    expect(query.decode(JSON.parse(JSON.stringify(fillings[0]?.value)))).toEqual(fillings[0]?.value);
    expect(upstream.asked()).toEqual(['season nfl']);
  });

  it('is the calendar’s where the provider has none, and costs no call', async () => {
    const upstream = createFakeUpstream({ capabilities: [] });
    const [filling] = loadedBy(await queryTo(upstream).source.load(call));
    expect(filling?.value).toMatchObject({
      season: 2025,
      phases: [{ phase: 'preseason' }, { phase: 'regular' }, {}, {}],
    });
    expect(upstream.asked()).toEqual([]);
  });

  it('is not the calendar’s when the provider fails: that is not known to be so', async () => {
    const upstream = createFakeUpstream();
    upstream.fail(new UpstreamError('blocked', 'a page instead of an answer'));
    await expect(queryTo(upstream).source.load(call)).rejects.toThrow(UpstreamError);
  });
});
