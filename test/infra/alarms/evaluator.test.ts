import { describe, expect, it } from 'vitest';
import { alarmsOf, type AlarmDefinition } from '../../support/alarms/alarm-definitions.ts';
import { alarmStates } from '../../support/alarms/alarm-states.ts';
import { evaluateExpression } from '../../support/alarms/expression.ts';
import { createMetricStream } from '../../support/alarms/metric-stream.ts';
import { templateOf } from '../stack-template.ts';

const MINUTE_MS = 60_000;
const METRIC = { namespace: 'N', name: 'M', dimensions: {} };

const alarm = (given: Partial<AlarmDefinition> = {}): AlarmDefinition => ({
  name: 'Test',
  description: '',
  metrics: new Map([['m', { ...METRIC, statistic: 'Sum', period: MINUTE_MS }]]),
  expression: 'm',
  period: MINUTE_MS,
  threshold: 1,
  comparison: 'GreaterThanOrEqualToThreshold',
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  missingData: 'missing',
  ...given,
});

/** The state after five minutes: `X` breaches, `0` does not, `-` is missing. */
const after = (minutes: string, missingData: AlarmDefinition['missingData']): string => {
  const stream = createMetricStream();
  for (const [index, minute] of Array.from(minutes).entries()) {
    if (minute !== '-') stream.put({ ...METRIC, at: index * MINUTE_MS, value: minute === 'X' ? 1 : 0 });
  }
  const end = minutes.length * MINUTE_MS;
  return alarmStates(alarm({ missingData }), stream, { from: end, until: end }).at(-1)?.state ?? 'INSUFFICIENT_DATA';
};

describe('missing data, as in the table of AWS for three of three points', () => {
  it.each([
    // minutes, missing, ignore, breaching, notBreaching
    ['0-X-X', 'OK', 'OK', 'OK', 'OK'],
    ['0----', 'OK', 'OK', 'OK', 'OK'],
    ['-----', 'INSUFFICIENT_DATA', 'INSUFFICIENT_DATA', 'ALARM', 'OK'],
    ['0XX-X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['--X--', 'ALARM', 'INSUFFICIENT_DATA', 'ALARM', 'OK'],
  ])('%s', (minutes, ...states) => {
    const treatments = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
    expect(treatments.map((treatment) => after(minutes, treatment))).toEqual(states);
  });
});

describe('metric math', () => {
  const names = new Map([
    ['a', [10, undefined, 4]],
    ['b', [5, 5, 0]],
  ]);

  it.each([
    ['a+b*2', [20, undefined, 4]],
    ['(FILL(a,0)+b)*2', [30, 10, 8]],
    ['a/b', [2, undefined, undefined]],
    ['IF(a>=10,100*b/a,0)', [50, undefined, 0]],
  ])('%s', (expression, values) => expect(evaluateExpression(expression, names, 3)).toEqual(values));

  it.each(['a%b', 'MAX(a)', 'c', 'a b', '(a'])('refuses %s', (expression) => {
    expect(() => evaluateExpression(expression, names, 3)).toThrow();
  });
});

describe('an alarm', () => {
  it('fires once its points breach, and is over when they do not', () => {
    const stream = createMetricStream();
    for (const minute of [1, 2, 3, 4]) stream.put({ ...METRIC, at: minute * MINUTE_MS, value: 2 });
    for (const minute of [5, 6, 7]) stream.put({ ...METRIC, at: minute * MINUTE_MS, value: 0 });
    const changes = alarmStates(alarm(), stream, { from: MINUTE_MS, until: 8 * MINUTE_MS });
    expect(changes.map(({ at, state }) => `${at / MINUTE_MS} ${state}`)).toEqual(['2 ALARM', '6 OK']);
  });

  it('reads what a function wrote into its log, by name and dimensions', () => {
    const stream = createMetricStream();
    const CloudWatchMetrics = [{ Namespace: 'N', Dimensions: [['service']], Metrics: [{ Name: 'M' }] }];
    const line = { _aws: { Timestamp: 5, CloudWatchMetrics }, service: 'api', M: [1, 2] };
    expect(stream.line(JSON.stringify(line))).toBe(true);
    expect(stream.line('{"message":"loaded"}')).toBe(false);
    expect(stream.values({ ...METRIC, dimensions: { service: 'api' } }, 0, 10)).toEqual([1, 2]);
    expect(stream.values(METRIC, 0, 10)).toEqual([]);
  });

  it('is read from the template with all that it is made of', () => {
    const alarms = alarmsOf(templateOf().toJSON());
    const { metrics, ...slow } = alarms.get('Slow') ?? alarm();
    expect(slow).toMatchObject({ expression: 'm', period: 300_000, threshold: 3000, evaluationPeriods: 3 });
    expect([...metrics.values()]).toMatchObject([{ namespace: 'AWS/ApiGateway', name: 'Latency', statistic: 'p99' }]);
    // AWS: whatever an alarm over DynamoDB's metrics says.
    expect(alarms.get('TableThrottled')?.missingData).toBe('ignore');
  });
});
