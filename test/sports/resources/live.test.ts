import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { currentReason, runWithReason, type LoadReason } from '../../../lib/ledgers/load-reason.ts';
import type { Game, TeamId, LiveState } from '../../../lib/sports/model/index.ts';
import { UpstreamError, type Upstream } from '../../../lib/sports/upstream/index.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { gameOf } from '../../support/game.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';

// A game of Saturday's last hour in New York, on 22 November, that is played into Sunday.
const START = Date.parse('2026-11-22T03:30Z');
const TURN = START + hours(2);
const DAY = '20261121';
const teams = ['12', '13'];
const score = (state: Game['state'], more: Partial<Game> = {}): Game =>
  gameOf({ start: START, state, period: 4, clock: '2:10', teams, ...more });

let clock: FakeClock;
let l2: MemorySharedTier;
let fake: FakeUpstream;
let followed: string[];
let isAsked: boolean;
let here: Domain;

/** Notes the reason of each scoreboard call of one day. */
const noting = (upstream: FakeUpstream): Upstream => ({
  ...upstream,
  scoreboard: (league, day, call) => {
    if (day !== undefined) followed.push(`${day} ${currentReason()} ${(clock.now() - TURN) / minutes(1)}`);
    return upstream.scoreboard(league, day, call);
  },
});

const open = (): Domain =>
  createDomain({
    upstream: noting(fake),
    clock,
    shared: [l2],
    isAskedAbout: (league, of) => Promise.resolve(isAsked && league === 'nba' && of.has('12' as TeamId)),
  });

beforeEach(() => {
  clock = createFakeClock(START - hours(1));
  l2 = createMemorySharedTier('l2', { clock });
  fake = createFakeUpstream();
  followed = [];
  isAsked = true;
  here = open();
});

const read = async (reason: LoadReason = 'ask', domain: Domain = here): Promise<LiveState> => {
  const answer = await runWithReason(reason, () => domain.cache.read(domain.resources.live('nba')));
  await domain.drain();
  if (answer.kind !== 'value') throw new Error('No list of games');
  return answer.value();
};

const gameNow = ({ games, earlier }: LiveState): Game | undefined =>
  [...games, ...earlier].find(({ id }) => id === '1');

/** Every minute, as a bot does, or every five, as the warmer does. */
const step = async (until: number, every: number, reason?: LoadReason): Promise<LiveState> => {
  let live = await read(reason);
  while (clock.now() + every <= until) {
    clock.advance(every);
    live = await read(reason);
  }
  return live;
};

/** The game is on; the provider's day turns and lists the next one, while the game goes on for another half an hour. */
const turnInPlay = async (reason?: LoadReason): Promise<void> => {
  fake.setGames([score('pre')]);
  await read(reason);
  clock.advance(TURN - minutes(1) - clock.now());
  fake.setGames([score('in')]);
  await read(reason);
  clock.advance(minutes(1));
  fake.setGames([gameOf({ id: '2', start: START + hours(20), state: 'pre', teams: ['2', '3'] })]);
  fake.setGames([score('in')], DAY);
};

describe("a game that is in play when the provider's day turns", () => {
  it('is asked for by its own day until it is over, and once', async () => {
    await turnInPlay();
    const live = await step(TURN + minutes(30), minutes(1));
    expect(live).toMatchObject({ games: [{ id: '2' }], earlier: [{ id: '1', state: 'in' }], liveTeams: teams });
    fake.setGames([score('post', { period: 4, clock: '0:00', detail: 'Final' })], DAY);
    const end = await step(TURN + minutes(35), minutes(1));
    expect(gameNow(end)).toMatchObject({ state: 'post', status: 'final', detail: 'Final' });
    expect(end.liveTeams).toEqual([]);
    await step(TURN + hours(10), minutes(10));
    // One call of one day every four minutes, under a reason of its own.
    expect(followed).toEqual(Array.from({ length: 9 }, (_, index) => `${DAY} follow ${index * 4}`));
  });

  it('is final within ten minutes of its end where only the warmer looks', async () => {
    await turnInPlay('warm');
    await step(TURN + minutes(30), minutes(5), 'warm');
    fake.setGames([score('post')], DAY);
    const end = await step(TURN + minutes(40), minutes(5), 'warm');
    expect(gameNow(end)).toMatchObject({ state: 'post' });
    expect(followed).toHaveLength(8);
  });

  it('costs nothing where nobody asks about its teams, and is taken to be over after three hours', async () => {
    isAsked = false;
    await turnInPlay('warm');
    const soon = await step(TURN + hours(2), minutes(5), 'warm');
    expect(soon.liveTeams).toEqual(teams);
    const later = await step(TURN + hours(3), minutes(5), 'warm');
    expect(later.liveTeams).toEqual([]);
    expect(followed).toEqual([]);
  });

  it('is asked for as soon as somebody asks for the games', async () => {
    isAsked = false;
    await turnInPlay('warm');
    await step(TURN + minutes(5), minutes(5), 'warm');
    fake.setGames([score('post')], DAY);
    expect(gameNow(await step(TURN + minutes(15), minutes(1)))).toMatchObject({ state: 'post' });
    expect(followed).toHaveLength(1);
  });

  it('is one call for all games of the day, whichever environment makes it', async () => {
    fake.setGames([score('in'), score('in', { id: '3' })]);
    clock.advance(TURN - minutes(1) - clock.now());
    await read();
    clock.advance(minutes(1));
    fake.setGames([]);
    fake.setGames([score('in'), score('in', { id: '3' })], DAY);
    for (const domain of Array.from({ length: 8 }, open)) await read('ask', domain);
    expect(followed).toEqual([`${DAY} follow 0`]);
  });

  it('is asked for again when the provider fails, and the list is as good as before', async () => {
    await turnInPlay();
    const broken = createFakeUpstream();
    const failing: Upstream = {
      ...fake,
      scoreboard: (league, day, call) => {
        if (day === undefined) return fake.scoreboard(league, day, call);
        followed.push(day);
        return Promise.reject(new UpstreamError('failed', `${broken.name} fails`));
      },
    };
    here = createDomain({
      upstream: failing,
      clock,
      shared: [l2],
      isAskedAbout: () => Promise.reject(new Error('No')),
    });
    const live = await step(TURN + minutes(8), minutes(1));
    expect(live).toMatchObject({ games: [{ id: '2' }], earlier: [{ id: '1', state: 'in' }] });
    expect(followed).toEqual([DAY, DAY, DAY]);
    // What people ask about cannot be read: nobody is known to.
    await step(TURN + minutes(30), minutes(5), 'warm');
    expect(followed).toHaveLength(3);
  });

  it('and never ends is asked for so often, and no more', async () => {
    await turnInPlay();
    await step(TURN + hours(48), minutes(4));
    // Six hours every four minutes, then every half an hour for a day and a half.
    expect(followed).toHaveLength(147);
    const live = await step(TURN + hours(75), minutes(30));
    expect(followed).toHaveLength(147);
    expect(live.earlier).toEqual([]);
    expect(live.followed).toBeUndefined();
  });
});

describe('a game that left the list before it began', () => {
  it('is found on its day where the day turned too early', async () => {
    fake.setGames([score('pre')]);
    await read();
    clock.advance(minutes(55));
    fake.setGames([]);
    fake.setGames([score('in')], DAY);
    await read();
    expect(followed).toEqual([]);
    clock.advance(START + minutes(5) - clock.now());
    expect(await read()).toMatchObject({ earlier: [{ id: '1', state: 'in' }], liveTeams: teams });
  });

  it('and was moved to another day is on that one', async () => {
    fake.setGames([score('pre', { status: 'delayed' })]);
    await read();
    clock.advance(START + hours(2) - clock.now());
    fake.setGames([]);
    const live = await read();
    expect(live).toMatchObject({ earlier: [], liveTeams: [] });
    clock.advance(hours(20));
    const start = clock.now() + hours(1);
    fake.setGames([gameOf({ start, state: 'pre', teams })]);
    expect(await read()).toMatchObject({ games: [{ id: '1', state: 'pre' }] });
    expect(followed).toHaveLength(1);
  });

  it('and has another date under the same id is not asked for again', async () => {
    fake.setGames([score('pre', { timeValid: false })]);
    await read();
    clock.advance(START + hours(1) - clock.now());
    fake.setGames([]);
    fake.setGames([{ ...score('pre'), date: new Date(START + hours(20)).toISOString() }], DAY);
    const live = await step(START + hours(3), minutes(1));
    expect(live.earlier).toMatchObject([{ id: '1', state: 'pre' }]);
    expect(followed).toHaveLength(1);
  });
});

describe('a postponed or suspended game that leaves the list', () => {
  it.each(['postponed', 'suspended', 'canceled'])('is not asked for: %s', async (status) => {
    fake.setGames([score('in')]);
    clock.advance(hours(2));
    await read();
    clock.advance(minutes(1));
    fake.setGames([score('postponed', { status })]);
    await read();
    clock.advance(minutes(10));
    fake.setGames([]);
    const live = await step(START + hours(8), minutes(5));
    expect(live.liveTeams).toEqual([]);
    expect(followed).toEqual([]);
  });
});
