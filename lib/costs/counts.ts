import {
  ACCESS_LINE,
  GIGABYTES,
  IDLE_MINUTES,
  LIFE_HOURS,
  LOGGED_HITS,
  MILLISECONDS,
  MIX,
  PLATFORM_LINES,
  POLLS,
  QUESTIONS_PER_ENVIRONMENT,
  REQUEST_LINE,
  TABLE_GB,
} from './assumed.ts';
import { COUNTED, METRICS, REST_HOURS, type Kind, type Use, type Way } from './counted.ts';
import type { Counts } from './prices.ts';

export interface Deployment {
  readonly redis: boolean;
}

const HOURS = 730;
const MINUTES = HOURS * 60;
const SECONDS = MINUTES * 60;
const GB = 1_000_000_000;
const WAYS = Object.keys(MIX) as Way[];
// The share of questions that have a line of their own.
const LOGGED = MIX.stale + MIX.load + (MIX.memory + MIX.renewed + MIX.shared) * LOGGED_HITS;

/** What a month of questions uses on top of an idle month. */
export const questionCounts = (questions: number, { redis }: Deployment): Counts => {
  if (questions === 0) return {};
  const messages = questions * WAYS.reduce((sum, way) => sum + MIX[way] * useOf(way, redis).queueRequests, 0);
  const times = new Map<Kind, number>([
    ...WAYS.map((way): [Kind, number] => [way, questions * MIX[way]]),
    ['refresh', messages],
    ['flush', environmentsAt(questions) * chanceOfAny(questions, MINUTES) * MINUTES],
    ['start', startsAt(questions)],
  ]);
  const invocations = questions + messages;
  return {
    apiRequests: questions,
    lambdaRequests: invocations,
    lambdaTime: sumOver(times, (kind) => (MILLISECONDS[kind] / 1000) * GIGABYTES.api),
    ...usesOf(times, redis),
    // Lambda gets each message and deletes it; when there are many it takes ten at a time.
    queueRequests: usesOf(times, redis).queueRequests + 2 * messages,
    logs:
      (sumOver(times, (kind) => useOf(kind, redis).logBytes) +
        questions * (ACCESS_LINE + LOGGED * REQUEST_LINE) +
        invocations * PLATFORM_LINES) /
      GB,
    traces: tracesOf(questions),
    // CloudWatch charges the hours in which a metric was sent.
    // A secret is cached for five minutes.
    secretCalls: environmentsAt(questions) * chanceOfAny(questions, MINUTES / 5) * (MINUTES / 5),
    metrics: METRICS.api * chanceOfAny(questions, HOURS) + METRICS.refresh * chanceOfAny(messages, HOURS),
  };
};

export interface Schedule {
  /** Minutes between two runs; 0: never. */
  readonly warmMinutes?: number;
  readonly purgeMinutes?: number;
}

/** The cost of a month without questions and without open windows: warming and purging go on. */
export const idleCounts = ({ redis, warmMinutes = 5, purgeMinutes = 10 }: Deployment & Schedule): Counts => {
  const warms = warmMinutes === 0 ? 0 : MINUTES / warmMinutes;
  const purges = purgeMinutes === 0 ? 0 : MINUTES / purgeMinutes;
  const times = new Map<Kind, number>([
    ['warm', warms],
    ['purge', purges],
  ]);
  const seconds = (kind: 'warm' | 'purge'): number => (MILLISECONDS[kind] / 1000) * GIGABYTES[kind];
  return {
    lambdaRequests: warms + purges,
    lambdaTime: warms * seconds('warm') + purges * seconds('purge'),
    ...usesOf(times, redis),
    tableStorage: TABLE_GB,
    queueRequests: SECONDS * POLLS,
    logs: (sumOver(times, (kind) => useOf(kind, redis).logBytes) + (warms + purges) * PLATFORM_LINES) / GB,
    traces: warms + purges,
    metrics: (warms === 0 ? 0 : METRICS.warm / REST_HOURS) + (redis && warms + purges > 0 ? METRICS.redis : 0),
    // What the alarms look at, in test/infra/golden/template.json.
    alarms: redis ? 21 : 20,
    secrets: redis ? 2 : 1,
  };
};

const useOf = (kind: Kind, redis: boolean): Use => COUNTED[redis ? 'redis' : 'alone'][kind];

const sumOver = (times: ReadonlyMap<Kind, number>, of: (kind: Kind) => number): number =>
  [...times].reduce((sum, [kind, count]) => sum + count * of(kind), 0);

const usesOf = (times: ReadonlyMap<Kind, number>, redis: boolean) => {
  const sum = (item: keyof Use): number => sumOver(times, (kind) => useOf(kind, redis)[item]);
  return {
    redisCommands: sum('redisCommands'),
    tableReads: sum('reads'),
    tableWrites: sum('writes'),
    queueRequests: sum('queueRequests'),
  };
};

// Questions arrive at random: the probability of at least one in one of so many equal parts of the month.
const chanceOfAny = (questions: number, parts: number): number => 1 - Math.exp(-questions / parts);

const environmentsAt = (questions: number): number =>
  Math.max(1, Math.ceil(questions / SECONDS / QUESTIONS_PER_ENVIRONMENT));

/** A question after a long silence is a cold start, and Lambda ends every environment from time to time. */
const startsAt = (questions: number): number =>
  questions * Math.exp((-questions / MINUTES) * IDLE_MINUTES) +
  (environmentsAt(questions) * HOURS * chanceOfAny(questions, HOURS)) / LIFE_HOURS;

/** X-Ray takes the first request of every second and 5 % of the others. */
const tracesOf = (questions: number): number => {
  const first = SECONDS * chanceOfAny(questions, SECONDS);
  return first + (questions - first) * 0.05;
};
