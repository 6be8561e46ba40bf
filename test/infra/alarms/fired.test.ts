import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWarm } from '../../../functions/warm/handler.ts';
import type { LeagueSummary } from '../../../lib/sports/model/index.ts';
import { alarmsOf, type TemplateJson } from '../../support/alarms/alarm-definitions.ts';
import { hasFired } from '../../support/alarms/alarm-states.ts';
import { createMetricStream, type MetricStream } from '../../support/alarms/metric-stream.ts';
import {
  BLOCKED,
  BUDGET_SPENT,
  CRASHES,
  findPlayers,
  HEALTHY,
  SLOW,
  TABLE_THROTTLED,
  type Players,
  type Scenario,
} from '../../support/alarms/scenarios.ts';
import { awsMetrics, startWatchedStack, type WatchedStack } from '../../support/alarms/watched-stack.ts';
import { realBundles } from '../../support/bundles.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { GENEROUS_LIMITS } from '../../support/generous-limits.ts';
import { templateOf } from '../stack-template.ts';

// What the functions write is read from their logs. What AWS would measure is measured of what the local stack did, or
// recorded as AWS documents it: Lambda refusing to start, and how long messages lie in a queue.

const MINUTE_MS = 60_000;
const SETTLED_MS = 60 * MINUTE_MS;
const START = Date.parse('2026-11-29T15:00Z');
// A healthy quarter of an hour asks for as many players as these.
const DAILY_BUDGET = 60;
const TIMEOUT_MS = 120_000;

const template = templateOf().toJSON() as TemplateJson;
const alarms = alarmsOf(template);

const firedIn = (metrics: MetricStream, from: number, until: number): readonly string[] =>
  [...alarms.values()].filter((alarm) => hasFired(alarm, metrics, { from, until })).map(({ name }) => name);

/** Which alarms fire, from the beginning of what goes wrong to its end. */
const firedBy = async (scenario: Scenario, watched: WatchedStack, players: Players): Promise<readonly string[]> => {
  const from = watched.clock.now();
  await scenario.drive(watched, players);
  const until = watched.clock.now();
  // What the next one does is not seen through this one.
  watched.clock.advance(SETTLED_MS);
  return firedIn(watched.metrics, from, until);
};

describe('in the local stack', () => {
  let watched: WatchedStack;
  let players: Players;

  beforeAll(async () => {
    const variables = { LEAGUES: 'nfl', ...GENEROUS_LIMITS };
    watched = await startWatchedStack({ bundles: await realBundles(), template, start: START, variables });
    players = await findPlayers(watched);
  }, TIMEOUT_MS);
  afterAll(() => watched.close());

  it.each([HEALTHY, BLOCKED, CRASHES, SLOW, TABLE_THROTTLED])(
    '$name: $fires',
    async (scenario) => expect(await firedBy(scenario, watched, players)).toEqual(scenario.fires),
    TIMEOUT_MS,
  );
});

describe('in a local stack with a small budget', () => {
  it(
    `${BUDGET_SPENT.name}: ${BUDGET_SPENT.fires.join()}`,
    async () => {
      const variables = { LEAGUES: 'nfl', ...GENEROUS_LIMITS };
      const options = { template, start: START, variables, dailyBudget: DAILY_BUDGET };
      const watched = await startWatchedStack({ bundles: await realBundles(), ...options });
      try {
        const players = await findPlayers(watched);
        expect(await firedBy(BUDGET_SPENT, watched, players)).toEqual(BUDGET_SPENT.fires);
      } finally {
        await watched.close();
      }
    },
    TIMEOUT_MS,
  );
});

describe('in a recorded stream', () => {
  type Recorded = ReturnType<typeof awsMetrics>;

  /** Half an hour, minute by minute. */
  const firedWhere = async (record: (put: Recorded, minute: number) => unknown): Promise<readonly string[]> => {
    const clock = createFakeClock(START);
    const metrics = createMetricStream();
    const put = awsMetrics(template, metrics, clock);
    for (let minute = 0; minute < 30; minute += 1) {
      await record(put, minute);
      clock.advance(MINUTE_MS);
    }
    return firedIn(metrics, START, clock.now());
  };

  it('one refusal to start the api function is enough, and none is none', async () => {
    expect(await firedWhere((put, minute) => put.lambda('Api', 'Throttles', Number(minute === 12)))).toEqual([
      'Throttled',
    ]);
    expect(await firedWhere((put) => put.lambda('Api', 'Throttles', 0))).toEqual([]);
  });

  it('one dead letter is enough', async () => {
    const visible = 'ApproximateNumberOfMessagesVisible';
    expect(await firedWhere((put, minute) => put.queue('RefreshQueueDead', visible, Number(minute > 9)))).toEqual([
      'DeadLetters',
    ]);
    expect(await firedWhere((put) => put.queue('RefreshQueueDead', visible, 0))).toEqual([]);
  });

  it('messages that wait for a quarter of an hour are behind; a burst that is worked off is not', async () => {
    const age = 'ApproximateAgeOfOldestMessage';
    expect(await firedWhere((put, minute) => put.queue('RefreshQueue', age, minute * 60))).toEqual(['RefreshBehind']);
    // A message is taken back after three minutes, when it was not finished with, and a batch waits for its turn.
    const burst = (minute: number): number => (minute % 10 < 5 ? (minute % 10) * 60 + 180 : 0);
    expect(await firedWhere((put, minute) => put.queue('RefreshQueue', age, burst(minute)))).toEqual([]);
  });

  it('three scheduled runs that failed within half an hour are too many, two are not', async () => {
    const broken: LeagueSummary = {
      ...{ league: 'nfl', planned: 1, loaded: 0, kept: 0, fresh: 0, elsewhere: 0, failed: 1, left: 0 },
      stopped: 'error',
    };
    const failing = async (put: Recorded, failures: number, minute: number): Promise<void> => {
      if (minute % 5 !== 0) return;
      const isBroken = minute / 5 < failures;
      const warm = createWarm({
        warming: { run: () => Promise.resolve(isBroken ? [broken] : []) },
        onLeague: () => undefined,
        reportStarters: () => Promise.resolve(),
        record: () => Promise.resolve(),
        clock: createFakeClock(),
      });
      const hasFailed = await warm({ getRemainingTimeInMillis: () => MINUTE_MS }).then(
        () => false,
        () => true,
      );
      put.lambda('Warm', 'Errors', Number(hasFailed));
      put.lambda('Purge', 'Errors', 0);
    };
    expect(await firedWhere((put, minute) => failing(put, 3, minute))).toEqual(['ScheduledFailing']);
    expect(await firedWhere((put, minute) => failing(put, 2, minute))).toEqual([]);
  });
});

it('every alarm of a deployment is made to fire here or beside it', () => {
  const here = [BLOCKED, CRASHES, SLOW, TABLE_THROTTLED, BUDGET_SPENT].flatMap(({ fires }) => fires);
  const recorded = ['Throttled', 'DeadLetters', 'RefreshBehind', 'ScheduledFailing'];
  const all = alarmsOf(templateOf({ upstashSecret: 'statline/upstash', upstashDailyCommands: 10_000 }).toJSON());
  // redis-limit.test.ts and provider-changed.test.ts
  const beside = ['RedisLimitNear', 'RedisLimitReached', 'ProviderChanged'];
  expect([...all.keys()].sort()).toEqual([...here, ...recorded, ...beside].sort());
});
