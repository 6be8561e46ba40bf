import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes, type Answer } from '../../../lib/cache/index.ts';
import { FILLED_SHAPES } from '../../../lib/sports/resources/index.ts';
import type { Game, GameState, PlayerId, StatLine, TeamId } from '../../../lib/sports/model/index.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';
import { gameOf } from '../../support/game.ts';

// A Tuesday in the season of 2024.
const START = Date.parse('2024-11-19T17:00Z');
const MAHOMES = '3139477' as PlayerId;
const PARSONS = '4361423' as PlayerId;

let clock: FakeClock;
let l2: MemorySharedTier;
let upstream: FakeUpstream;
let here: Domain;

beforeEach(() => {
  clock = createFakeClock(START);
  l2 = createMemorySharedTier('l2', { clock });
  upstream = createFakeUpstream();
  here = createDomain({ upstream, clock, shared: [l2] });
});

const game = (start: number, state: GameState): Game =>
  gameOf({ start, state, teams: [{ id: '12' as TeamId, abbreviation: 'KC', home: true, score: null }] });

const lineOf = async (season = 2024, { cache, resources, drain }: Domain = here): Promise<Answer<StatLine>> => {
  const query = resources.statLine({ league: 'nfl', id: MAHOMES, type: 'regular', name: 'Patrick Mahomes' }, season);
  const answer = await cache.read(query);
  await drain();
  return answer;
};

const readLive = async (): Promise<void> => {
  await here.cache.read(here.resources.live('nfl'));
  await here.drain();
  upstream.asked();
};

describe('the line of a season that is being played', () => {
  it('is asked for every hour while nobody knows who plays', async () => {
    await lineOf();
    clock.advance(hours(1) + minutes(6));
    await lineOf();
    expect(upstream.asked()).toEqual(['career 3139477', 'career 3139477']);
  });

  it("is confirmed without a call while the player's team has not played, for a day at most", async () => {
    await readLive();
    await lineOf();
    expect(upstream.asked()).toEqual(['career 3139477']);
    for (let hour = 2; hour < 24; hour += 2) {
      clock.advance(hours(2));
      await readLive();
      const answer = await lineOf();
      expect(answer).toMatchObject({ kind: 'value', entry: { loadedAt: START }, served: { state: 'fresh' } });
      expect(upstream.asked()).toEqual([]);
    }
    clock.advance(hours(2));
    await readLive();
    expect(await lineOf()).toMatchObject({ entry: { loadedAt: START + hours(24) } });
    expect(upstream.asked()).toEqual(['career 3139477']);
  });

  it('is confirmed with one read of all that decides it', async () => {
    await readLive();
    await lineOf();
    await here.cache.read(here.resources.player('nfl', MAHOMES));
    clock.advance(hours(1) + minutes(6));
    await readLive();
    const other = createDomain({ upstream, clock, shared: [l2] });
    const before = l2.trips().gets;
    expect(await lineOf(2024, other)).toMatchObject({ entry: { loadedAt: START } });
    // The line; the player beside the games.
    expect(l2.trips().gets).toBe(before + 2);
    expect(upstream.asked()).toEqual([]);
  });

  it("is loaded again once the player's team has played, and every two minutes while it plays", async () => {
    upstream.setGames([game(START + hours(2), 'pre')]);
    await readLive();
    await lineOf();
    clock.advance(hours(2) - minutes(1));
    await lineOf();
    expect(upstream.asked()).toEqual(['career 3139477']);
    clock.advance(minutes(10));
    upstream.setGames([game(START + hours(2), 'in')]);
    await readLive();
    for (let round = 1; round <= 3; round += 1) {
      const answer = await lineOf();
      expect(answer.kind === 'value' && answer.entry.freshUntil - answer.entry.loadedAt).toBe(minutes(2));
      clock.advance(minutes(8));
    }
    expect(upstream.asked()).toEqual(['career 3139477', 'career 3139477', 'career 3139477']);
  });

  it('is loaded when the team the player has moved to has played', async () => {
    upstream.setGames([
      { ...game(START + hours(2), 'pre'), teams: [{ id: '9' as TeamId, abbreviation: 'GB', home: true, score: null }] },
    ]);
    await readLive();
    await lineOf();
    upstream.move(MAHOMES, '9');
    await here.cache.read(here.resources.player('nfl', MAHOMES));
    clock.advance(hours(5));
    await readLive();
    await lineOf();
    expect(upstream.asked()).toEqual(['career 3139477']);
  });
});

describe('a line that the table told', () => {
  it("is loaded when the team has played that only the directory knows as the player's", async () => {
    const bears = { id: '9' as TeamId, abbreviation: 'GB', home: true, score: null };
    upstream.setGames([{ ...game(START + hours(2), 'pre'), teams: [bears] }]);
    await readLive();
    await here.cache.read(
      here.resources.seasonTable({ league: 'nfl', season: 2024, type: 'regular', group: 'everybody', page: 1 }),
    );
    upstream.move(MAHOMES, '9');
    await here.cache.read(here.resources.directory('nfl'));
    await here.drain();
    upstream.asked();
    clock.advance(hours(5));
    await readLive();
    await lineOf();
    expect(upstream.asked()).toEqual(['career 3139477']);
  });
});

describe('the line of a finished season', () => {
  it('is not asked about for a month, whoever plays', async () => {
    await lineOf(2023);
    upstream.asked();
    clock.advance(hours(24 * 28));
    expect(await lineOf(2023)).toMatchObject({ kind: 'value', served: { state: 'fresh' } });
    expect(upstream.asked()).toEqual([]);
  });
});

describe('a career that is loaded again', () => {
  it('writes the seasons that are over only where they were corrected, or their time is half over', async () => {
    const l3 = createMemorySharedTier('l3', { clock, durable: true });
    here = createDomain({ upstream, clock, shared: [l2, l3] });
    const keyOf = (season: number) =>
      here.resources.statLine({ league: 'nfl', id: MAHOMES, type: 'regular' }, season).key;
    const loadedIn = (season: number): number | undefined => l3.entry(keyOf(season))?.loadedAt;
    await lineOf();
    const before = loadedIn(2023);
    expect(before).toBe(START);
    clock.advance(hours(30));
    await lineOf();
    expect([loadedIn(2024), loadedIn(2023)]).toEqual([clock.now(), before]);
    clock.advance(hours(24 * 16));
    await lineOf();
    expect(loadedIn(2023)).toBe(clock.now());
  });

  it('answers for them all the same', async () => {
    await lineOf();
    clock.advance(hours(30));
    const [current, over] = await Promise.all([lineOf(2024), lineOf(2023)]);
    expect([current.kind, over.kind]).toEqual(['value', 'value']);
  });
});

describe('a provider that tells one season a call', () => {
  beforeEach(() => {
    upstream = createFakeUpstream({ capabilities: [] });
    here = createDomain({ upstream, clock, shared: [l2] });
  });

  it('is asked for the seasons that are asked for', async () => {
    expect(await lineOf(2024)).toMatchObject({ kind: 'value' });
    await lineOf(2024);
    await lineOf(2023);
    expect(await lineOf(2019)).toMatchObject({ kind: 'absent' });
    expect(upstream.asked()).toEqual([
      'seasonStats 3139477 2024',
      'seasonStats 3139477 2023',
      'seasonStats 3139477 2019',
    ]);
  });
});

describe('the table of everybody', () => {
  const lineKey = (id: PlayerId) => here.resources.statLine({ league: 'nfl', id, type: 'regular' }, 2024).key;
  const table = { league: 'nfl', season: 2024, type: 'regular', group: 'everybody', page: 1 } as const;
  const readTable = async (): Promise<unknown> => {
    const answer = await here.cache.read(here.resources.seasonTable(table));
    await here.drain();
    return answer.kind === 'value' ? answer.value() : answer;
  };

  it('answers for everybody on it with one call', async () => {
    expect(await readTable()).toEqual({ pages: 1, filled: 6, wholeAt: clock.now(), shapes: FILLED_SHAPES });
    upstream.asked();
    const answer = await lineOf();
    expect(answer.kind === 'value' && answer.value()).toMatchObject({
      player: { name: 'Patrick Mahomes' },
      categories: { passing: { gamesPlayed: 16, passingYards: 3928 } },
      source: 'season-table',
    });
    expect(upstream.asked()).toEqual([]);
  });

  it('does not displace what a career call has told', async () => {
    await lineOf();
    expect(await readTable()).toEqual({ pages: 1, filled: 5, wholeAt: clock.now(), shapes: FILLED_SHAPES });
    const answer = await lineOf();
    expect(answer.kind === 'value' && answer.value().source).toBeUndefined();
  });

  it('displaces what a career call has told where that ends before everybody is told again', async () => {
    await readLive();
    await lineOf();
    clock.advance(minutes(45));
    expect(await readTable()).toMatchObject({ filled: 6 });
  });

  it('displaces a line that is gone before the next page comes', async () => {
    upstream.setGames([game(START - hours(1), 'in')]);
    await readLive();
    await lineOf();
    clock.advance(minutes(1));
    await readTable();
    const answer = await lineOf();
    expect(answer.kind === 'value' && answer.value().source).toBe('season-table');
  });

  it('is kept without a call while nobody plays, until its lines are nearly a day old', async () => {
    await readLive();
    await readTable();
    for (let hour = 1; hour < 24; hour += 1) {
      clock.advance(hours(1));
      await readLive();
      await readTable();
      expect(upstream.asked()).toEqual([]);
    }
    clock.advance(minutes(45));
    await readLive();
    await readTable();
    expect(upstream.asked()).toEqual(['seasonTable nfl 2024 everybody 1']);
  });

  it('fills the lines of those who have played since it did, and says since when it is whole', async () => {
    upstream.setGames([game(START + hours(2), 'pre')]);
    await readLive();
    await readTable();
    const others = l2.entry(lineKey(PARSONS))?.loadedAt;
    clock.advance(hours(3));
    upstream.setGames([game(START + hours(2), 'in')]);
    await readLive();
    // The two of Kansas City, and somebody whose team is not known.
    expect(await readTable()).toEqual({ pages: 1, filled: 3, wholeAt: START, shapes: FILLED_SHAPES });
    expect(l2.entry(lineKey(MAHOMES))?.loadedAt).toBe(START + hours(3));
    expect(l2.entry(lineKey(PARSONS))?.loadedAt).toBe(others);
    // The page of leaders is whole all the same, and of one time.
    const leaders = l2.entry(here.resources.leaderPage(table).key);
    expect(leaders?.loadedAt).toBe(START + hours(3));
    const [whole] = await here.cache.getAllPresent([here.resources.leaderPage(table)]);
    expect(whole?.kind === 'value' && whole.value().ids).toHaveLength(6);
    // By and by those who have not played are as old as a line may get: then everybody's is filled.
    clock.advance(hours(21));
    await readLive();
    expect(await readTable()).toEqual({ pages: 1, filled: 6, wholeAt: START + hours(24), shapes: FILLED_SHAPES });
  });

  it('fills every line where nobody can say who has played', async () => {
    await readTable();
    clock.advance(hours(3));
    expect(await readTable()).toMatchObject({ filled: 6, wholeAt: START + hours(3) });
  });
});
