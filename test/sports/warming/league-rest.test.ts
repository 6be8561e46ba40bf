import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../lib/cache/index.ts';
import { createCalendar } from '../../../lib/sports/calendar/index.ts';
import { hourOf } from '../../../lib/ledgers/usage-hours.ts';
import { createLeagueRest } from '../../../lib/sports/warming/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryDocumentStore } from '../../support/memory-document-store.ts';

// A Wednesday in May without a window in any league.
const QUIET = Date.UTC(2026, 4, 20, 16);
const DEADLINE_DAY = Date.UTC(2026, 10, 10, 18);

let clock: FakeClock;
let lastAsked: number | undefined;
let documents: ReturnType<typeof createMemoryDocumentStore>;

beforeEach(() => {
  clock = createFakeClock(QUIET);
  lastAsked = undefined;
  documents = createMemoryDocumentStore();
});

// The NFL's trade deadline is on 10 November 2026; its window opens some days before.
const environment = () =>
  createLeagueRest({
    popularity: { lastAsked: () => Promise.resolve(lastAsked) },
    documents,
    calendar: createCalendar(),
    clock,
  });

describe('a league that nobody has asked about', () => {
  it('is warmed at first, and then every thirty hours', async () => {
    const rest = environment();
    const warmedAt: number[] = [];
    const began = clock.now();
    for (let run = 0; run < 3 * 24 * 12; run += 1) {
      if (!(await rest.isResting('nfl'))) {
        warmedAt.push((clock.now() - began) / hours(1));
        await rest.warmed('nfl');
      }
      clock.advance(minutes(5));
    }
    expect(warmedAt).toEqual([0, 30, 60]);
  });

  it('rests for a new environment, too', async () => {
    await environment().warmed('nfl');
    clock.advance(hours(20));
    expect(await environment().isResting('nfl')).toBe(true);
    expect(await environment().isResting('nba')).toBe(false);
    clock.advance(hours(10));
    expect(await environment().isResting('nfl')).toBe(false);
  });

  it('is warmed again by the next run where this one came to no end', async () => {
    const rest = environment();
    expect(await rest.isResting('nfl')).toBe(false);
    clock.advance(minutes(5));
    expect(await rest.isResting('nfl')).toBe(false);
  });

  it('is warmed by every run as soon as somebody asks, and for three days after that', async () => {
    const rest = environment();
    await rest.warmed('nfl');
    clock.advance(hours(2));
    lastAsked = hourOf(clock.now()) - 1;
    expect(await rest.isResting('nfl')).toBe(false);
    clock.advance(days(2));
    expect(await rest.isResting('nfl')).toBe(false);
    clock.advance(days(1));
    // Its last run as a lively league is not written down: it is warmed once more.
    expect(await rest.isResting('nfl')).toBe(false);
    await rest.warmed('nfl');
    expect(await rest.isResting('nfl')).toBe(true);
  });

  it('costs nothing to remember while it is asked about', async () => {
    lastAsked = hourOf(clock.now());
    const rest = environment();
    await rest.warmed('nfl');
    expect(await documents.read('warmed:nfl')).toBeUndefined();
  });

  it('is warmed after the clock was set back, rather than left alone for longer', async () => {
    await environment().warmed('nfl');
    clock.advance(-hours(40));
    expect(await environment().isResting('nfl')).toBe(false);
  });

  it('takes over what another environment has written meanwhile', async () => {
    const [one, other] = [environment(), environment()];
    expect([await one.isResting('nfl'), await other.isResting('nfl')]).toEqual([false, false]);
    await one.warmed('nfl');
    await other.warmed('nfl');
    expect([await one.isResting('nfl'), await other.isResting('nfl')]).toEqual([true, true]);
  });

  it('is warmed where what is written cannot be read', async () => {
    await documents.compareAndSet('warmed:nfl', 'nonsense', undefined);
    expect(await environment().isResting('nfl')).toBe(false);
  });

  it('does not rest while players change teams: a purge would take from it what nobody loads again', async () => {
    clock.advance(DEADLINE_DAY - clock.now());
    const rest = environment();
    await rest.warmed('nfl');
    expect(await rest.isResting('nfl')).toBe(false);
    clock.advance(days(20));
    await rest.warmed('nfl');
    expect(await rest.isResting('nfl')).toBe(true);
  });
});
