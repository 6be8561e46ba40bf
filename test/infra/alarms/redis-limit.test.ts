import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMetrics } from '../../../lib/telemetry/metrics.ts';
import { alarmsOf, type AlarmDefinition } from '../../support/alarms/alarm-definitions.ts';
import { alarmStates, hasFired } from '../../support/alarms/alarm-states.ts';
import { createMetricStream, type MetricStream } from '../../support/alarms/metric-stream.ts';
import { templateOf } from '../stack-template.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = Date.UTC(2026, 10, 25);

const DAILY = 10_000;
const named = (name: string): AlarmDefinition => {
  const template = templateOf({ upstashSecret: 'statline/upstash', upstashDailyCommands: DAILY });
  const alarm = alarmsOf(template.toJSON()).get(name);
  if (alarm === undefined) throw new Error(`There is no alarm ${name}`);
  return alarm;
};

// Powertools writes to a console of its own, which writes to the process's output.
let stream: MetricStream;
const write = process.stdout.write.bind(process.stdout);
beforeEach(() => {
  stream = createMetricStream();
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  process.stdout.write = (text: string | Uint8Array) => stream.line(String(text)) || true;
});
afterEach(() => {
  process.stdout.write = write;
  vi.useRealTimers();
});

const flushAt = (at: number, amounts: Readonly<Record<string, number>>, service = 'statline-api'): void => {
  vi.setSystemTime(at);
  createMetrics(service, 'Statline').flushed(amounts, undefined);
};

describe('the alarm for a Redis that refuses everything', () => {
  it('fires with the first refusal of any function, stays while it is refused, and is over an hour later', () => {
    const alarm = named('RedisLimitReached');
    flushAt(START, { 'redis-commands': 80 });
    for (let minute = 10; minute < 40; minute += 1) {
      flushAt(START + minute * MINUTE_MS, { 'limit-reached.l2': 1, 'redis-commands': 1 }, 'statline-warm');
    }
    const changes = alarmStates(alarm, stream, { from: START, until: START + 3 * HOUR_MS });
    expect(changes.map(({ state }) => state)).toEqual(['OK', 'ALARM', 'OK']);
    const [, fired, over] = changes.map(({ at }) => (at - START) / MINUTE_MS);
    expect(fired).toBeLessThanOrEqual(15);
    expect(over).toBeGreaterThan(95);
    expect(over).toBeLessThanOrEqual(110);
  });

  it('does not fire for an outage', () => {
    flushAt(START, { 'redis-commands': 80, 'nfl.load-failed': 3 });
    expect(hasFired(named('RedisLimitReached'), stream, { from: START, until: START + HOUR_MS })).toBe(false);
  });
});

describe('the alarm before the limit', () => {
  const sendFor = (perHour: number): boolean => {
    for (let hour = 0; hour < 24; hour += 1) {
      for (const service of ['statline-api', 'statline-warm']) {
        flushAt(START + hour * HOUR_MS, { 'redis-commands': perHour / 2 }, service);
      }
    }
    return hasFired(named('RedisLimitNear'), stream, { from: START, until: START + 24 * HOUR_MS });
  };

  it('fires when all functions together have sent four fifths of what a day has', () => {
    expect(sendFor((DAILY * 0.82) / 24)).toBe(true);
  });

  it('does not fire on a day with fewer', () => {
    expect(sendFor((DAILY * 0.78) / 24)).toBe(false);
  });

  it('is there only where somebody has said what a day has', () => {
    expect(alarmsOf(templateOf({ upstashSecret: 'statline/upstash' }).toJSON()).has('RedisLimitNear')).toBe(false);
  });
});
