import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMetrics } from '../../../lib/telemetry/metrics.ts';
import { createUsage } from '../../../lib/telemetry/usage/usage.ts';
import { alarmsOf } from '../../support/alarms/alarm-definitions.ts';
import { alarmStates, hasFired } from '../../support/alarms/alarm-states.ts';
import { createMetricStream, type MetricStream } from '../../support/alarms/metric-stream.ts';
import { templateOf } from '../stack-template.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 10, 25);

const alarm = (() => {
  const found = alarmsOf(templateOf().toJSON()).get('ProviderChanged');
  if (found === undefined) throw new Error('There is no such alarm');
  return found;
})();

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

type Event = Parameters<ReturnType<typeof createUsage>['observe']>[0];

/** What a function has observed is handed on, as its flush does. */
const flushAt = (at: number, events: readonly Event[], service = 'statline-warm'): void => {
  vi.setSystemTime(at);
  const usage = createUsage(Date);
  for (const event of events) usage.observe(event);
  createMetrics(service, 'Statline').flushed(Object.fromEntries(usage.take('sums')), undefined);
};

const told = (kind: 'field-gone' | 'field-back', again = false): Event => ({
  kind,
  documents: 'nfl roster',
  field: 'athletes.jersey',
  since: START,
  again,
});
const contradicted = (count: number): readonly Event[] =>
  Array.from({ length: count }, () => ({
    kind: 'contradicted',
    source: 'nfl:roster:12',
    doubt: '',
    since: 0,
    loads: 1,
  }));

describe('the alarm for a provider that has changed', () => {
  it('fires for one field that is gone, and stays while it is told of', () => {
    flushAt(START, []);
    flushAt(START + 2 * HOUR_MS, [told('field-gone')]);
    for (let half = 1; half <= 4; half += 1)
      flushAt(START + (2 + 12 * half) * HOUR_MS, [told('field-gone', true)], 'statline-api');
    const changes = alarmStates(alarm, stream, { from: START, until: START + 96 * HOUR_MS });
    expect(changes.map(({ state }) => state)).toEqual(['OK', 'ALARM', 'OK']);
    const [, fired = 0, over = 0] = changes.map(({ at }) => (at - START) / HOUR_MS);
    expect(fired).toBeLessThanOrEqual(3);
    expect(over).toBeGreaterThan(2 + 12 * 4 + 23);
  });

  it('fires for fifty loads of an hour that cannot be true, of all functions together', () => {
    for (const service of ['statline-api', 'statline-refresh', 'statline-warm']) {
      flushAt(START, contradicted(17), service);
    }
    expect(hasFired(alarm, stream, { from: START, until: START + HOUR_MS })).toBe(true);
  });

  it('does not fire for some of them, nor for a field that is back', () => {
    for (let hour = 0; hour < 24; hour += 1) flushAt(START + hour * HOUR_MS, contradicted(20));
    flushAt(START + 25 * HOUR_MS, [told('field-back')]);
    expect(hasFired(alarm, stream, { from: START, until: START + 48 * HOUR_MS })).toBe(false);
  });
});
