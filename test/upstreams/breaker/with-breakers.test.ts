import { beforeEach, describe, expect, it } from 'vitest';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import { UpstreamError, type Upstream } from '../../../lib/sports/upstream/index.ts';
import { createLocalNotes } from '../../../lib/upstreams/breaker/notes.ts';
import {
  withBreakers,
  type BreakerChange,
  type BreakersOptions,
} from '../../../lib/upstreams/breaker/with-breakers.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { anyCall } from '../../support/fake-espn.ts';
import { createFleetNotes, type FleetNotes } from '../../support/fleet-notes.ts';
import {
  createHostedProvider,
  failing,
  hanging,
  playerId,
  teamId,
  type HostedProvider,
} from '../../support/hosted-provider.ts';

const ENVIRONMENTS = 8;

let clock: FakeClock;
let provider: HostedProvider;
let fleet: FleetNotes;
let changes: BreakerChange[];
let deferred: Promise<unknown>[];

beforeEach(() => {
  clock = createFakeClock();
  provider = createHostedProvider();
  fleet = createFleetNotes();
  changes = [];
  deferred = [];
});

const start = (options: Partial<BreakersOptions> = {}): Upstream => {
  const notes = fleet.environment();
  return withBreakers(provider.adapter(notes.charge), {
    notes,
    clock,
    defer: (work) => void deferred.push(work),
    onChange: (change) => void changes.push(change),
    ...options,
  });
};

const startAll = (): readonly Upstream[] => Array.from({ length: ENVIRONMENTS }, () => start());

const outcomeOf = async (asked: Promise<unknown>): Promise<string> => {
  const outcome = await asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof UpstreamError ? error.code : String(error)),
  );
  await Promise.all(deferred.splice(0));
  return outcome;
};

const askPlayer = (upstream: Upstream | undefined, number: number, league: LeagueId = 'nfl'): Promise<string> =>
  outcomeOf(upstream?.player(league, playerId(number), anyCall) ?? Promise.reject(new Error('no environment')));

/** Each environment in turn, a question each, all for different players. */
const askInTurn = async (
  environments: readonly Upstream[],
  from: number,
  count: number,
): Promise<readonly string[]> => {
  const outcomes: string[] = [];
  for (let each = 0; each < count; each += 1) {
    outcomes.push(await askPlayer(environments[each % environments.length], from + each));
  }
  return outcomes;
};

describe('a provider that hangs', () => {
  it('costs 8 environments three time-outs together, and then none of them a moment', async () => {
    const environments = startAll();
    provider.meets(hanging(clock));
    const began = clock.now();
    const outcomes = await askInTurn(environments, 0, 200);
    expect(outcomes.slice(0, 3)).toEqual(['timeout', 'timeout', 'timeout']);
    expect(new Set(outcomes.slice(3))).toEqual(new Set(['provider-unavailable']));
    expect(provider.requests()).toHaveLength(3);
    expect(clock.now() - began).toBe(12_000);
  });

  it('costs each of 8 environments one time-out where all meet it at the same moment, in four leagues', async () => {
    const environments = startAll();
    const leagues = ['nfl', 'nba', 'mlb', 'nhl'] as const;
    const leagueOf = (number: number): LeagueId => leagues[number % leagues.length] ?? 'nfl';
    const askAll = (from: number): Promise<readonly string[]> =>
      Promise.all(
        environments.map((environment, index) => askPlayer(environment, from + index, leagueOf(from + index))),
      );
    provider.meets(hanging(clock));
    expect(new Set(await askAll(0))).toEqual(new Set(['timeout']));
    await Promise.all(deferred.splice(0));
    // Each of another league than before.
    expect(new Set(await askAll(101))).toEqual(new Set(['provider-unavailable']));
    expect(provider.requests()).toHaveLength(ENVIRONMENTS);
    expect(changes).toHaveLength(1);
  });

  it('is an outage that is told once when it begins and once when it ends', async () => {
    const environments = startAll();
    provider.meets(hanging(clock));
    await askInTurn(environments, 0, 20);
    provider.meets(undefined);
    for (let second = 0; second < 10; second += 1) {
      clock.advance(1000);
      await askInTurn(environments, 100 + second * 10, ENVIRONMENTS);
    }
    expect(changes).toEqual([
      { documents: 'core player', isOpen: true, since: expect.any(Number) as number },
      { documents: 'core player', isOpen: false, since: changes[0]?.since },
    ]);
  });

  it('refuses with the time of the next try', async () => {
    const environments = startAll();
    provider.meets(hanging(clock));
    await askInTurn(environments, 0, 3);
    await expect(environments[0]?.player('nfl', playerId(9), anyCall)).rejects.toMatchObject({
      code: 'provider-unavailable',
      retryAfter: 1000,
    });
  });

  it.each([
    [1, 2],
    [60, 7],
    [600, 31],
  ])('is believed to be back, after %i s, within %i s in every environment', async (out, within) => {
    const environments = startAll();
    provider.meets(hanging(clock));
    const began = clock.now();
    for (let asked = 0; clock.now() - began < out * 1000; asked += 1) {
      await askPlayer(environments[asked % ENVIRONMENTS], asked);
      clock.advance(20);
    }
    provider.meets(undefined);
    clock.advance(within * 1000);
    const outcomes = await askInTurn(environments, 90_000, ENVIRONMENTS);
    expect(outcomes).toEqual(Array(ENVIRONMENTS).fill('answered'));
  });

  it('is asked about 20 times in a minute, and 150 times in an hour', async () => {
    const environments = startAll();
    provider.meets(failing('unreachable'));
    const began = clock.now();
    let asked = 0;
    const askFor = async (ms: number) => {
      while (clock.now() - began < ms) {
        await askPlayer(environments[asked % ENVIRONMENTS], (asked += 1));
        clock.advance(200);
      }
      return provider.requests().length;
    };
    const inMinute = await askFor(60_000);
    const inHour = await askFor(3_600_000);
    expect(inMinute).toBeLessThanOrEqual(36);
    expect(inHour).toBeLessThanOrEqual(170);
  });

  it('is not asked anything by an environment that is told with its charge', async () => {
    const [first, second] = startAll();
    provider.meets(failing('unreachable'));
    for (const number of [1, 2, 3]) await askPlayer(first, number);
    provider.requests();
    expect(await askPlayer(second, 4)).toBe('provider-unavailable');
    expect(provider.requests()).toEqual([]);
  });
});

describe('a probe', () => {
  /** Out, with every environment knowing, and a probe due. */
  const breakAll = async (): Promise<readonly Upstream[]> => {
    const environments = startAll();
    provider.meets(failing('unreachable'));
    await askInTurn(environments, 0, 3 + ENVIRONMENTS);
    provider.requests();
    clock.advance(1000);
    return environments;
  };

  it('is one request among all environments that ask at once', async () => {
    const environments = await breakAll();
    const answer = Promise.withResolvers<undefined>();
    provider.meets(() => answer.promise);
    const asked = environments.map((each, index) => each.player('nfl', playerId(100 + index), anyCall));
    const others = await Promise.allSettled(asked.map((each) => Promise.race([each, new Promise(setImmediate)])));
    expect(provider.requests()).toHaveLength(1);
    expect(others.filter(({ status }) => status === 'rejected')).toHaveLength(ENVIRONMENTS - 1);
    answer.resolve(undefined);
    expect((await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('that another environment sends is followed by a look at what became of it, once a second', async () => {
    const environments = await breakAll();
    const answer = Promise.withResolvers<undefined>();
    provider.meets(() => answer.promise);
    const probing = environments[0]?.player('nfl', playerId(100), anyCall);
    await new Promise(setImmediate);
    expect(await askPlayer(environments[1], 101)).toBe('provider-unavailable');
    provider.meets(undefined);
    answer.resolve(undefined);
    await probing;
    await Promise.all(deferred.splice(0));
    clock.advance(999);
    expect(await askPlayer(environments[1], 102)).toBe('provider-unavailable');
    expect(fleet.reads()).toBe(0);
    clock.advance(1);
    expect(await askPlayer(environments[1], 103)).toBe('answered');
    expect(fleet.reads()).toBe(1);
  });

  it('that another environment sends costs five such looks at most, where it never ends', async () => {
    const environments = await breakAll();
    provider.meets(() => new Promise(() => undefined));
    void environments[0]?.player('nfl', playerId(100), anyCall).catch(() => undefined);
    await new Promise(setImmediate);
    for (let tenth = 0; tenth < 49; tenth += 1) {
      expect(await askPlayer(environments[1], 101 + tenth)).toBe('provider-unavailable');
      clock.advance(100);
    }
    expect(fleet.reads()).toBe(4);
    expect(provider.requests()).toHaveLength(1);
  });

  it('whose environment dies is followed by another one', async () => {
    const environments = await breakAll();
    provider.meets(() => new Promise(() => undefined));
    void environments[0]?.player('nfl', playerId(100), anyCall).catch(() => undefined);
    await new Promise(setImmediate);
    provider.meets(undefined);
    expect(await askPlayer(environments[1], 101)).toBe('provider-unavailable');
    clock.advance(5000);
    expect(await askPlayer(environments[1], 101)).toBe('answered');
  });

  it('that was not sent after all leaves its place to the next', async () => {
    await breakAll();
    const notes = fleet.environment();
    const refused = withBreakers(
      provider.adapter(async () => {
        await notes.charge();
        throw new UpstreamError('over-budget', 'spent');
      }),
      { notes, clock, defer: (work) => void deferred.push(work) },
    );
    await notes.charge();
    expect(await askPlayer(refused, 100)).toBe('over-budget');
    provider.meets(undefined);
    const next = start();
    await askPlayer(next, 101);
    expect(provider.requests()).toEqual(['player nfl 101']);
  });

  it('is not the same document twice in a row while others are asked for', async () => {
    const environments = await breakAll();
    provider.meets(undefined);
    provider.meets(failing('failed'), 'player nfl 100');
    expect(await askPlayer(environments[0], 100)).toBe('failed');
    clock.advance(1000);
    expect(await askPlayer(environments[0], 100)).toBe('provider-unavailable');
    expect(await askPlayer(environments[0], 101)).toBe('answered');
  });

  it('of the only document that is asked for is tried again all the same', async () => {
    const environments = await breakAll();
    expect(await askPlayer(environments[0], 100)).toBe('unreachable');
    provider.meets(undefined);
    clock.advance(3000);
    expect(await askPlayer(environments[0], 100)).toBe('answered');
  });
});

describe('a probe whose caller cannot wait for its answer', () => {
  let limit: number | undefined;
  const startOut = async () => {
    const given = new AbortController();
    const upstream = start({ waitLimit: () => limit });
    limit = undefined;
    provider.meets(failing('unreachable'));
    for (const number of [1, 2, 3]) await askPlayer(upstream, number);
    provider.requests();
    clock.advance(1000);
    provider.meets(() => {
      clock.advance(Math.min(4000, (limit ?? Number.POSITIVE_INFINITY) - clock.now()));
      if (limit === undefined) return Promise.resolve();
      given.abort();
      return Promise.reject(new UpstreamError('timeout', 'given up'));
    });
    const askFor = (number: number, wait: number | undefined) => {
      limit = wait === undefined ? undefined : clock.now() + wait;
      const { signal } = wait === undefined ? anyCall : given;
      return outcomeOf(upstream.player('nfl', playerId(number), { signal }));
    };
    return { upstream, askFor };
  };

  it('is not sent for somebody who waits for less than a second', async () => {
    const { askFor } = await startOut();
    expect(await askFor(4, 900)).toBe('provider-unavailable');
    expect(provider.requests()).toEqual([]);
  });

  it('says nothing when it is given up: whoever can wait is the next, at once', async () => {
    const { askFor } = await startOut();
    expect(await askFor(4, 1500)).toBe('timeout');
    expect(await askFor(5, 1500)).toBe('provider-unavailable');
    expect(await askFor(4, undefined)).toBe('answered');
    expect(provider.requests()).toEqual(['player nfl 4', 'player nfl 4']);
    expect(changes.map(({ isOpen }) => isOpen)).toEqual([true, false]);
  });

  it('is not sent again by an environment that knows how slow the provider is', async () => {
    const { askFor } = await startOut();
    await askFor(4, 1500);
    clock.advance(10_000);
    expect(await askFor(5, 1500)).toBe('provider-unavailable');
    expect(provider.requests()).toHaveLength(1);
  });
});

describe('what is not broken', () => {
  const breakPlayers = async (): Promise<Upstream> => {
    const upstream = start();
    provider.meets(failing('unreachable'));
    await askInTurn([upstream], 0, 4);
    provider.meets(undefined);
    provider.requests();
    return upstream;
  };

  it('is asked as ever: other kinds, and other leagues', async () => {
    const upstream = await breakPlayers();
    expect(await askPlayer(upstream, 1)).toBe('provider-unavailable');
    expect(await askPlayer(upstream, 1, 'nba')).toBe('answered');
    expect(await outcomeOf(upstream.roster('nfl', teamId(1), anyCall))).toBe('answered');
    expect(await outcomeOf(upstream.search('nfl', 'somebody', anyCall))).toBe('answered');
  });

  it('is found out of order by one fault where its host is, with other documents', async () => {
    const upstream = await breakPlayers();
    provider.meets(failing('unreachable'));
    await askPlayer(upstream, 1, 'nba');
    expect(await askPlayer(upstream, 2, 'nba')).toBe('provider-unavailable');
    await outcomeOf(upstream.roster('nba', teamId(1), anyCall));
    expect(await outcomeOf(upstream.roster('nba', teamId(2), anyCall))).toBe('unreachable');
  });

  it.each([1, 2])('is not stopped by %i documents that always fail, however often they are asked for', async (bad) => {
    const environments = startAll();
    for (let number = 0; number < bad; number += 1) provider.meets(failing('failed'), `player nfl ${number}`);
    for (let round = 0; round < 50; round += 1) {
      for (let number = 0; number < bad; number += 1) {
        expect(await askPlayer(environments[round % ENVIRONMENTS], number)).toBe('failed');
        clock.advance(100);
      }
    }
    expect(changes).toEqual([]);
    expect(await askPlayer(environments[0], 1000)).toBe('answered');
  });

  it('is not stopped by five documents that always fail once others have been answered in between', async () => {
    const upstream = start();
    for (let number = 0; number < 5; number += 1) provider.meets(failing('failed'), `player nfl ${number}`);
    for (const number of [0, 1, 100, 2, 3, 101, 4, 102]) await askPlayer(upstream, number);
    for (let round = 0; round < 20; round += 1) await askInTurn([upstream], 0, 5);
    expect(changes).toEqual([]);
  });

  it.each([
    ['a pause that it asks for', failing('rate-limited', { retryAfter: 2000 }), 'rate-limited'],
    ['a budget that is spent', failing('over-budget'), 'over-budget'],
    ['what it does not offer', failing('unsupported'), 'unsupported'],
    ['a 404', () => Promise.reject(new UpstreamError('failed', 'no path', { status: 404 })), 'failed'],
  ])('is not stopped by %s', async (_what, fault, code) => {
    const environments = startAll();
    provider.meets(fault);
    expect(await askInTurn(environments, 0, 40)).toEqual(Array(40).fill(code));
    expect([provider.requests().length, changes.length, fleet.writes()]).toEqual([40, 0, 0]);
  });

  it('costs no command for the breaker', async () => {
    await askInTurn(startAll(), 0, 40);
    expect([provider.requests().length, fleet.writes()]).toEqual([40, 0]);
  });
});

describe('leagues', () => {
  const LEAGUES = ['nfl', 'nba', 'mlb', 'nhl'] as const;

  it('that all fail cost three calls, and one for each further league', async () => {
    const environments = startAll();
    provider.meets(failing('unreachable'));
    for (let round = 0; round < 100; round += 1) {
      await askPlayer(environments[round % ENVIRONMENTS], round, LEAGUES[round % LEAGUES.length]);
    }
    expect(provider.requests()).toHaveLength(4);
    expect(changes).toHaveLength(1);
  });

  it('are probed one at a time, and tried at once when one of them is back', async () => {
    const environments = startAll();
    provider.meets(failing('unreachable'));
    for (let round = 0; round < 20; round += 1) {
      await askPlayer(environments[round % ENVIRONMENTS], round, LEAGUES[round % LEAGUES.length]);
    }
    clock.advance(1000);
    provider.requests();
    for (const league of LEAGUES) await askPlayer(environments[0], 100, league);
    expect(provider.requests()).toHaveLength(1);
    provider.meets(undefined);
    clock.advance(3000);
    for (const league of LEAGUES) expect(await askPlayer(environments[0], 101, league)).toBe('answered');
    expect(changes.map(({ isOpen }) => isOpen)).toEqual([true, false]);
  });

  it('that are well are answered, and end no outage of another one', async () => {
    const environments = startAll();
    for (const number of [1, 2, 3, 4, 5]) provider.meets(failing('failed'), `player nhl ${number}`);
    for (const number of [1, 2, 3]) await askPlayer(environments[0], number, 'nhl');
    for (let round = 0; round < 40; round += 1) {
      expect(await askPlayer(environments[round % ENVIRONMENTS], round, 'nfl')).toBe('answered');
    }
    expect(await askPlayer(environments[1], 4, 'nhl')).toBe('provider-unavailable');
    expect(changes.map(({ isOpen }) => isOpen)).toEqual([true]);
  });
});

describe('faults', () => {
  it.each(['timeout', 'unreachable', 'failed', 'malformed', 'too-large', 'blocked'] as const)('%s', async (code) => {
    const upstream = start();
    provider.meets(failing(code));
    expect(await askInTurn([upstream], 0, 4)).toEqual([code, code, code, 'provider-unavailable']);
  });

  it('a 429 that asks for no pause', async () => {
    const upstream = start();
    provider.meets(failing('rate-limited'));
    expect((await askInTurn([upstream], 0, 4)).at(-1)).toBe('provider-unavailable');
  });

  it('another document than the one that was asked for', async () => {
    const upstream = start();
    const askTeams = (league: LeagueId) => outcomeOf(upstream.teams(league, anyCall));
    for (const league of ['nfl', 'nba', 'nfl', 'nba'] as const) expect(await askTeams(league)).toBe('malformed');
    expect(changes).toEqual([]);
    expect(await askTeams('mlb')).toBe('malformed');
    expect(await askTeams('mlb')).toBe('provider-unavailable');
  });

  it('more than two minutes apart are chance', async () => {
    const upstream = start();
    provider.meets(failing('failed'));
    for (const number of [1, 2, 3, 4, 5]) {
      expect(await askPlayer(upstream, number)).toBe('failed');
      clock.advance(61_000);
    }
  });

  it('that an environment met before its last answer do not count, whoever else met some', async () => {
    const [first, second, third] = startAll();
    provider.meets(failing('failed'), 'player nfl 1');
    provider.meets(failing('failed'), 'player nfl 2');
    provider.meets(failing('failed'), 'player nfl 3');
    await askPlayer(first, 1);
    clock.advance(10);
    await askPlayer(second, 2);
    clock.advance(10);
    await askPlayer(third, 100);
    await askPlayer(third, 3);
    expect(changes).toEqual([]);
  });
});

describe('a provider that is slow', () => {
  const slowly = (ms: number) => () => {
    clock.advance(ms);
    return Promise.resolve();
  };

  it('is not asked by those who cannot wait for as long, and is by the others', async () => {
    let limit: number | undefined;
    const upstream = start({ waitLimit: () => limit, tooSlow: () => new UpstreamError('timeout', 'too slow') });
    provider.meets(slowly(3000));
    expect(await askPlayer(upstream, 1)).toBe('answered');
    provider.requests();
    limit = clock.now() + 1500;
    expect(await askPlayer(upstream, 2)).toBe('timeout');
    expect(provider.requests()).toEqual([]);
    limit = clock.now() + 3500;
    expect(await askPlayer(upstream, 2)).toBe('answered');
    expect(changes).toEqual([]);
  });

  it('is found out by one call that is given up, and forgotten a while later', async () => {
    let limit: number | undefined = clock.now() + 1500;
    const given = new AbortController();
    const upstream = start({ waitLimit: () => limit, tooSlow: () => new UpstreamError('unsupported', 'too slow') });
    provider.meets(() => {
      clock.advance(1500);
      given.abort();
      return Promise.reject(new UpstreamError('timeout', 'given up'));
    });
    const ask = (number: number, { signal }: { readonly signal: AbortSignal }) =>
      outcomeOf(upstream.player('nfl', playerId(number), { signal }));
    expect(await ask(1, given)).toBe('timeout');
    limit = clock.now() + 1500;
    expect(await ask(2, anyCall)).toBe('unsupported');
    expect(provider.requests()).toHaveLength(1);
    provider.meets(undefined);
    clock.advance(15_000);
    limit = clock.now() + 1500;
    expect(await ask(3, anyCall)).toBe('answered');
  });
});

describe('without notes that can be read or written', () => {
  it('each environment goes by what it meets itself', async () => {
    const upstream = start({ notes: createLocalNotes() });
    provider.meets(failing('unreachable'));
    expect((await askInTurn([upstream], 0, 4)).at(-1)).toBe('provider-unavailable');
    provider.meets(undefined);
    clock.advance(1000);
    expect(await askPlayer(upstream, 50)).toBe('answered');
  });

  it('so it does while the ledger is out', async () => {
    const environments = startAll();
    fleet.isDown = true;
    provider.meets(failing('unreachable'));
    await askInTurn(environments, 0, 4 * ENVIRONMENTS);
    expect(provider.requests()).toHaveLength(3 * ENVIRONMENTS);
    provider.meets(undefined);
    clock.advance(1000);
    expect(await askInTurn(environments, 200, ENVIRONMENTS)).toEqual(Array(ENVIRONMENTS).fill('answered'));
  });

  it.each(['', '{}', '[1]', '[null,[]]', 'not JSON', '[99999999999999,[],1,99999999999999,"x"]'])(
    'a note that says %j stops nobody',
    async (text) => {
      fleet.texts.set('core player', text);
      const environments = startAll();
      expect(await askInTurn(environments, 0, ENVIRONMENTS)).toEqual(Array(ENVIRONMENTS).fill('answered'));
      provider.meets(failing('unreachable'));
      await askInTurn([start()], 0, 4);
      provider.meets(undefined);
      clock.advance(6000);
      expect((await askInTurn(environments, 100, ENVIRONMENTS)).at(-1)).toBe('answered');
    },
  );

  it('an outage over midnight, when the notes begin anew, ends a second after the provider is back', async () => {
    const environments = startAll();
    provider.meets(failing('unreachable'));
    await askInTurn(environments, 0, 20);
    fleet.texts.clear();
    provider.meets(undefined);
    clock.advance(1000);
    expect(await askInTurn(environments, 100, ENVIRONMENTS)).toEqual(Array(ENVIRONMENTS).fill('answered'));
  });
});
