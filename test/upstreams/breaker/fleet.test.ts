import { beforeEach, describe, expect, it } from 'vitest';
import {
  cacheKey,
  days,
  hours,
  minutes,
  seconds,
  StillLoadingError,
  type Query,
  type RefreshRequest,
} from '../../../lib/cache/index.ts';
import { failureReason, UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { createLocalNotes } from '../../../lib/upstreams/breaker/notes.ts';
import { withBreakers } from '../../../lib/upstreams/breaker/with-breakers.ts';
import { createEnvironment, type Environment } from '../../support/environment.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFleetNotes, type FleetNotes } from '../../support/fleet-notes.ts';
import { createHostedProvider, failing, teamId, type HostedProvider } from '../../support/hosted-provider.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';

const ROSTER = { freshFor: hours(6), staleWhileRevalidate: hours(1), staleIfError: days(7), absentFor: minutes(10) };
const HTTP_TIMEOUT_MS = seconds(4);
// API Gateway answers 504 then.
const GATEWAY_TIMEOUT_MS = seconds(29);

interface Fleet {
  readonly api: readonly Environment[];
  /** Takes what is in the queue, as the refresh function does. */
  workOff(): Promise<void>;
  ask(environment: Environment | undefined, team: number): Promise<{ readonly kind: string; readonly took: number }>;
}

let clock: FakeClock;
let l2: MemorySharedTier;
let provider: HostedProvider;
let notes: FleetNotes;
let queue: RefreshRequest[];
let limit: number | undefined;
let deadlines: { readonly at: number; readonly controller: AbortController }[];

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  provider = createHostedProvider();
  notes = createFleetNotes();
  queue = [];
  limit = undefined;
  deadlines = [];
});

const deadline = (ms: number): AbortSignal => {
  const controller = new AbortController();
  deadlines.push({ at: clock.now() + ms, controller });
  return controller.signal;
};

/** No answer until the call's time is up, or its caller's. */
const hang = async (): Promise<void> => {
  const end = Math.min(clock.now() + HTTP_TIMEOUT_MS, ...deadlines.map(({ at }) => at));
  clock.advance(end - clock.now());
  for (const { at, controller } of deadlines) if (at <= end) controller.abort(new DOMException('late', 'TimeoutError'));
  await Promise.resolve();
  throw new UpstreamError('timeout', 'in a test');
};

const start = ({ environments = 8, withQueue = true, isShared = true } = {}): Fleet => {
  const open = () => {
    const own = notes.environment();
    const upstream = withBreakers(provider.adapter(isShared ? own.charge : undefined), {
      notes: isShared ? own : createLocalNotes(),
      clock,
      waitLimit: () => limit,
      tooSlow: () => new StillLoadingError(),
    });
    const environment = createEnvironment({
      clock,
      shared: [l2],
      deadline,
      describe: failureReason,
      waitLimit: () => limit,
      async runWithWaitLimit(until, work) {
        limit = until;
        return work().finally(() => (limit = undefined));
      },
      ...(withQueue && {
        refresher: {
          refresh: async (requests: readonly RefreshRequest[]) => {
            await Promise.resolve();
            queue.push(...requests);
          },
        },
      }),
    });
    const roster = (team: number): Query<{ readonly team: number }> => {
      const key = cacheKey(`nfl:roster:${team}`);
      return {
        key,
        namespace: 'nfl',
        policy: ROSTER,
        scopes: ['*'],
        source: {
          key,
          load: async ({ signal }) => {
            await upstream.roster('nfl', teamId(team), { signal });
            return [{ key, value: { team }, policy: ROSTER, scopes: ['*'] }];
          },
        },
        decode: (json) => json as { readonly team: number },
      };
    };
    return { ...environment, roster };
  };
  const api = Array.from({ length: environments }, open);
  const worker = open();
  return {
    api,
    async ask(environment, team) {
      deadlines = [];
      const asked = clock.now();
      const of = api.find((each) => each === environment);
      if (of === undefined) throw new Error('no such environment');
      const answer = await of.cache.read(of.roster(team));
      await of.drain();
      const took = clock.now() - asked;
      if (answer.kind === 'failed') return { kind: failureReason(answer.error).reason, took };
      return { kind: answer.kind === 'value' && answer.served.by === 'tier' ? answer.served.state : answer.kind, took };
    },
    async workOff() {
      for (const { key, loadedAt, leaseUntil } of queue.splice(0)) {
        deadlines = [];
        const query = worker.roster(Number(key.split(':')[2]));
        await worker.cache.refresh(query, loadedAt, { leaseUntil }).catch(() => undefined);
        await worker.drain();
      }
    },
  };
};

/** Rosters that were loaded ten hours ago. */
const startWithRosters = async (count: number, options: Parameters<typeof start>[0] = {}): Promise<Fleet> => {
  const fleet = start(options);
  for (let team = 0; team < count; team += 1) await fleet.ask(fleet.api[team % fleet.api.length], team);
  clock.advance(hours(10));
  provider.requests();
  return fleet;
};

describe('20 rosters that are ten hours old, while the provider hangs', () => {
  it('are answered by 8 environments after one wait of 1.5 s in each, and at once from then on', async () => {
    const fleet = await startWithRosters(20);
    provider.meets(hang);
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let team = 0; team < 20; team += 1) {
        const { kind, took } = await fleet.ask(fleet.api[(team + round) % 8], team);
        expect(kind).toBe('stale-if-error');
        times.push(took);
      }
    }
    expect(times.filter((took) => took > 0)).toEqual(Array(8).fill(1500));
    expect(provider.requests()).toHaveLength(8);
  });

  it('open the breaker in the refresh function, of which every environment learns with its next call', async () => {
    const fleet = await startWithRosters(20);
    provider.meets(hang);
    for (let team = 0; team < 20; team += 1) await fleet.ask(fleet.api[team % 8], team);
    await fleet.workOff();
    expect(notes.texts.get('site roster')).toMatch(/^\[\d+,\[.+\],\d+,\d+,".*",\["nfl"\]\]$/);
    provider.requests();
    clock.advance(minutes(1));
    const times: number[] = [];
    for (const [index, environment] of fleet.api.entries()) times.push((await fleet.ask(environment, index)).took);
    // One of them is the probe.
    expect(times.filter((took) => took > 0)).toEqual([1500]);
  });

  it('are answered within the time of the gateway by one environment that has no queue', async () => {
    const fleet = await startWithRosters(20, { environments: 1, withQueue: false });
    provider.meets(hang);
    let total = 0;
    for (let team = 0; team < 20; team += 1) {
      const { kind, took } = await fleet.ask(fleet.api[0], team);
      expect(kind).toBe('stale-if-error');
      total += took;
    }
    expect(provider.requests()).toHaveLength(3 + Math.floor((total - 12_000) / HTTP_TIMEOUT_MS));
    expect(total).toBeLessThan(GATEWAY_TIMEOUT_MS);
  });

  it('are fresh again in every environment within seconds', async () => {
    const fleet = await startWithRosters(20);
    provider.meets(hang);
    const began = clock.now();
    for (let asked = 0; clock.now() - began < minutes(1); asked += 1) {
      await fleet.ask(fleet.api[asked % 8], asked % 20);
      await fleet.workOff();
      clock.advance(20);
    }
    provider.meets(undefined);
    clock.advance(seconds(31));
    for (let team = 0; team < 20; team += 1) {
      await fleet.ask(fleet.api[team % 8], team);
      await fleet.workOff();
    }
    const kinds: string[] = [];
    for (let team = 0; team < 20; team += 1) kinds.push((await fleet.ask(fleet.api[team % 8], team)).kind);
    expect(kinds).toEqual(Array(20).fill('fresh'));
  });
});

describe('cold keys, while the provider hangs', () => {
  it.each([
    ['8 environments', 8],
    ['one environment', 1],
  ])('cost %s three calls, and then milliseconds each', async (_who, environments) => {
    const fleet = start({ environments });
    provider.meets(hang);
    const answers = [];
    for (let team = 0; team < 100; team += 1) answers.push(await fleet.ask(fleet.api[team % environments], team));
    expect(answers.slice(0, 3)).toEqual(Array(3).fill({ kind: 'timeout', took: HTTP_TIMEOUT_MS }));
    expect(answers.slice(3)).toEqual(Array(97).fill({ kind: 'provider-unavailable', took: 0 }));
    expect(provider.requests()).toHaveLength(3);
  });

  it('cost each of 8 environments three calls where they share no ledger', async () => {
    const fleet = start({ isShared: false });
    provider.meets(failing('unreachable'));
    for (let team = 0; team < 200; team += 1) await fleet.ask(fleet.api[team % 8], team);
    expect(provider.requests()).toHaveLength(24);
  });

  it('that were refused are loaded as soon as the provider may be asked', async () => {
    const fleet = start();
    provider.meets(failing('unreachable'));
    for (let team = 0; team < 40; team += 1) await fleet.ask(fleet.api[team % 8], team);
    provider.meets(undefined);
    clock.advance(seconds(1));
    const kinds: string[] = [];
    for (let team = 3; team < 40; team += 1) kinds.push((await fleet.ask(fleet.api[team % 8], team)).kind);
    expect(new Set(kinds)).toEqual(new Set(['value']));
  });
});

describe('a provider that takes 3 s', () => {
  const slowly = async (): Promise<void> => {
    const end = clock.now() + seconds(3);
    const first = Math.min(end, ...deadlines.map(({ at }) => at));
    clock.advance(first - clock.now());
    for (const { at, controller } of deadlines)
      if (at <= first) controller.abort(new DOMException('late', 'TimeoutError'));
    await Promise.resolve();
    if (first < end) throw new UpstreamError('timeout', 'given up');
  };

  it('answers what is cold, and what is stale in the refresh function: nothing is out of order', async () => {
    const fleet = await startWithRosters(20);
    provider.meets(slowly);
    for (let team = 0; team < 20; team += 1) {
      const { kind, took } = await fleet.ask(fleet.api[team % 8], team);
      expect([kind, took <= 1500]).toEqual(['stale-if-error', true]);
      expect(await fleet.ask(fleet.api[team % 8], 100 + team)).toEqual({ kind: 'value', took: 3000 });
    }
    await fleet.workOff();
    for (let team = 0; team < 20; team += 1) {
      expect((await fleet.ask(fleet.api[team % 8], team)).kind).toBe('fresh');
    }
    expect(notes.texts.size).toBe(0);
  });
});
