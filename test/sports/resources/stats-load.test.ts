import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes, seconds, type Answer } from '../../../lib/cache/index.ts';
import type { Game, PlayerId, StatLine, TeamId } from '../../../lib/sports/model/index.ts';
import { UpstreamError, type Capability, type Upstream } from '../../../lib/sports/upstream/index.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

// A Tuesday in the season of 2024.
const START = Date.parse('2024-11-19T17:00Z');
const MAHOMES = '3139477' as PlayerId;
const NOBODY = '999999999' as PlayerId;

let clock: FakeClock;
let upstream: FakeUpstream;
let here: Domain;
/** Calls that fail, by the first word of what the fake logs. */
let failing: Set<string>;

const start = (capabilities?: readonly Capability[]): void => {
  upstream = createFakeUpstream(capabilities && { capabilities });
  failing = new Set();
  const failIf = <T>(what: string, asked: Promise<T>): Promise<T> =>
    failing.has(what) ? asked.then(() => Promise.reject(new UpstreamError('failed', `A bare 404 for ${what}`))) : asked;
  const faulty: Upstream = {
    ...upstream,
    player: (...of) => failIf('player', upstream.player(...of)),
    career: (...of) => failIf('career', upstream.career(...of)),
    seasonStats: (...of) => failIf('seasonStats', upstream.seasonStats(...of)),
  };
  here = createDomain({ upstream: faulty, clock, shared: [createMemorySharedTier('l2', { clock })] });
};

beforeEach(() => {
  clock = createFakeClock(START);
  start();
});

const readLine = async (id: PlayerId, season = 2024, name?: string): Promise<Answer<StatLine>> => {
  const of = { league: 'nfl', id, type: 'regular', ...(name !== undefined && { name }) } as const;
  const answer = await here.cache.read(here.resources.statLine(of, season));
  await here.drain();
  return answer;
};

const PROVIDERS = [
  ['whole careers', undefined, 'career'],
  ['one season a call', [], 'seasonStats'],
] as const;

describe.each(PROVIDERS)('a provider of %s whose stats host says nothing of use', (_what, capabilities, stats) => {
  beforeEach(() => start(capabilities));

  it('has no such player where the own document of the player says so, believed for ten minutes', async () => {
    failing.add(stats);
    for (const season of [2024, 2019]) {
      const answer = await readLine(NOBODY, season);
      expect(answer).toMatchObject({ kind: 'absent' });
      expect(answer.kind === 'absent' && answer.entry.freshUntil - clock.now()).toBe(minutes(10));
    }
    upstream.asked();
    clock.advance(minutes(9));
    await readLine(NOBODY, 2019);
    expect(upstream.asked()).toEqual([]);
  });

  it('has failed where the document shows the player', async () => {
    failing.add(stats);
    expect(await readLine(MAHOMES)).toMatchObject({ kind: 'failed', error: { code: 'failed' } });
  });

  it('has no line where it says so, whatever becomes of the document', async () => {
    failing.add('player');
    expect(await readLine(NOBODY)).toMatchObject({ kind: 'absent' });
  });
});

describe.each(PROVIDERS)('two calls of which one fails, with a provider of %s', (_what, capabilities, stats) => {
  const callsOf = (what: string): number => upstream.asked().filter((call) => call.startsWith(what)).length;
  beforeEach(() => start(capabilities));

  it('keep the stats for the next try, and their age', async () => {
    failing.add('player');
    expect(await readLine(MAHOMES)).toMatchObject({ kind: 'failed' });
    expect(callsOf(stats)).toBe(1);
    failing.clear();
    clock.advance(minutes(1));
    const answer = await readLine(MAHOMES);
    expect(answer).toMatchObject({ kind: 'value', entry: { loadedAt: START } });
    expect(answer.kind === 'value' && answer.value().player.name).toBe('Patrick Mahomes');
    expect(callsOf(stats)).toBe(0);
  });

  it('keep the stats no longer than they would be fresh', async () => {
    failing.add('player');
    await readLine(MAHOMES);
    upstream.asked();
    failing.clear();
    clock.advance(hours(2));
    expect(await readLine(MAHOMES)).toMatchObject({ kind: 'value', entry: { loadedAt: START + hours(2) } });
    expect(callsOf(stats)).toBe(1);
  });

  it('keep the name', async () => {
    failing.add(stats);
    expect(await readLine(MAHOMES)).toMatchObject({ kind: 'failed' });
    upstream.asked();
    failing.clear();
    clock.advance(seconds(5));
    expect(await readLine(MAHOMES)).toMatchObject({ kind: 'value' });
    expect(callsOf('player')).toBe(0);
  });
});

describe("a traded player's line, loaded while the new team plays", () => {
  const playing: Game = {
    id: '1',
    date: new Date(START - hours(1)).toISOString(),
    timeValid: true,
    state: 'in',
    status: 'in-progress',
    detail: null,
    period: 1,
    clock: null,
    venue: null,
    broadcast: null,
    teams: [{ id: '9' as TeamId, abbreviation: 'GB', home: true, score: 0 }],
  };
  const readLive = async (): Promise<void> => {
    upstream.setGames([playing]);
    await here.cache.read(here.resources.live('nfl'));
  };
  const freshFor = (answer: Answer<StatLine>): number =>
    answer.kind === 'value' ? answer.entry.freshUntil - clock.now() : NaN;

  it.each([
    ['their own document', () => here.resources.player('nfl', MAHOMES)],
    ['the directory', () => here.resources.directory('nfl')],
  ])('is fresh for as long as a team-mate’s, where %s says so', async (_what, query) => {
    await readLive();
    upstream.move(MAHOMES, '9');
    await here.cache.read<unknown>(query());
    await here.drain();
    expect(freshFor(await readLine(MAHOMES, 2024, 'Patrick Mahomes'))).toBe(minutes(2));
    // The line itself names the old team only.
    const answer = await readLine(MAHOMES, 2024, 'Patrick Mahomes');
    expect(answer.kind === 'value' && answer.value().teams.map(({ id }) => id)).toEqual(['12']);
  });

  it.each([
    ['9', minutes(2)],
    ['12', hours(1)],
  ])('is fresh for as long where a page of the table brought it: team %s', async (team, fresh) => {
    await readLive();
    upstream.move(MAHOMES, team);
    await here.cache.read(here.resources.directory('nfl'));
    // The page names the old team until the first game for the new one.
    upstream.move(MAHOMES, '12');
    const page = { league: 'nfl', season: 2024, type: 'regular', group: 'everybody', page: 1 } as const;
    await here.cache.read(here.resources.seasonTable(page));
    await here.drain();
    expect(freshFor(await readLine(MAHOMES))).toBe(fresh);
  });
});

describe('stats that do not say where their player plays', () => {
  beforeEach(() => start(['everyPlayer']));

  it('have the position that the directory knows, however the player was named', async () => {
    await here.cache.read(here.resources.directory('nfl'));
    await here.drain();
    const byName = await readLine(MAHOMES, 2024, 'Patrick Mahomes');
    expect(byName.kind === 'value' && byName.value().player.position).toBe('QB');
    const byId = await readLine(MAHOMES, 2023);
    expect(byId.kind === 'value' && byId.value().player.position).toBe('QB');
  });

  it('take over a position that becomes known later, without a call', async () => {
    const before = await readLine(MAHOMES, 2023, 'Patrick Mahomes');
    expect(before.kind === 'value' && before.value().player.position).toBeNull();
    await here.cache.read(here.resources.player('nfl', MAHOMES));
    await here.drain();
    upstream.asked();
    clock.advance(hours(1) + minutes(1));
    await readLine(MAHOMES, 2023, 'Patrick Mahomes');
    const after = await readLine(MAHOMES, 2023, 'Patrick Mahomes');
    expect(after.kind === 'value' && after.value().player.position).toBe('QB');
    expect(after.kind === 'value' && after.value().headline).toMatchObject([{ name: 'passingYards' }]);
    expect(after).toMatchObject({ entry: { loadedAt: START } });
    expect(after.kind === 'value' && after.entry.freshUntil).toBe(START + hours(24 * 30));
    expect(upstream.asked()).toEqual([]);
  });
});
