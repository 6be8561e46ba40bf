import type { AlarmDefinition, MetricStat } from './alarm-definitions.ts';
import { evaluateExpression, type Series } from './expression.ts';
import type { MetricStream } from './metric-stream.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** A change of state, at `at` (epoch ms), and the values that it was made for, oldest first. */
export interface StateChange {
  readonly at: number;
  readonly state: AlarmState;
  readonly values: Series;
}

const MINUTE_MS = 60_000;
// CloudWatch asks for more points than it evaluates, so that late ones do no harm: two more in its own worked example.
const EXTRA_PERIODS = 2;

/**
 * The states that an alarm goes through, evaluated each minute from a moment to another as CloudWatch documents it: over
 * the last periods before that minute, with missing data treated as the alarm says. It begins as INSUFFICIENT_DATA.
 *
 * @example alarmStates(alarm, stream, { from, until }).some(({ state }) => state === 'ALARM')
 */
export const alarmStates = (
  alarm: AlarmDefinition,
  stream: Pick<MetricStream, 'values'>,
  { from, until }: { readonly from: number; readonly until: number },
): readonly StateChange[] => {
  const changes: StateChange[] = [];
  let state: AlarmState = 'INSUFFICIENT_DATA';
  for (let at = Math.ceil(from / MINUTE_MS) * MINUTE_MS; at <= until; at += MINUTE_MS) {
    const values = valuesAt(alarm, stream, at);
    const next = stateFor(alarm, values, state);
    if (next !== state) changes.push({ at, state: next, values });
    state = next;
  }
  return changes;
};

/** Whether it was in ALARM at any minute. */
export const hasFired = (...asked: Parameters<typeof alarmStates>): boolean =>
  alarmStates(...asked).some(({ state }) => state === 'ALARM');

const valuesAt = (alarm: AlarmDefinition, stream: Pick<MetricStream, 'values'>, at: number): Series => {
  const { period, evaluationPeriods, metrics, expression } = alarm;
  const periods = evaluationPeriods + EXTRA_PERIODS;
  const seriesOf = (metric: MetricStat): Series =>
    Array.from({ length: periods }, (_, index) => {
      const from = at - (periods - index) * period;
      return statisticOf(metric.statistic, stream.values(metric, from, from + period));
    });
  const series = new Map([...metrics].map(([name, metric]) => [name, seriesOf(metric)]));
  return evaluateExpression(expression, series, periods);
};

const statisticOf = (statistic: string, values: readonly number[]): number | undefined => {
  if (values.length === 0) return undefined;
  const percent = /^p(\d+(?:\.\d+)?)$/.exec(statistic)?.[1];
  if (percent !== undefined) {
    const sorted = values.toSorted((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil((Number(percent) / 100) * sorted.length) - 1)];
  }
  const sum = values.reduce((total, value) => total + value, 0);
  switch (statistic) {
    case 'Sum':
      return sum;
    case 'Maximum':
      return Math.max(...values);
    case 'Minimum':
      return Math.min(...values);
    case 'Average':
      return sum / values.length;
    case 'SampleCount':
      return values.length;
    default:
      throw new Error(`${statistic} is no statistic that is known here`);
  }
};

/** Of the points that are there the most recent ones count; what is lacking to the evaluated number is missing data. */
const stateFor = (alarm: AlarmDefinition, values: Series, before: AlarmState): AlarmState => {
  const { evaluationPeriods, datapointsToAlarm, missingData } = alarm;
  const present = values.filter((value) => value !== undefined).slice(-evaluationPeriods);
  const lacking = evaluationPeriods - present.length;
  const breaching = present.filter((value) => isBreaching(alarm, value)).length;
  const stateOf = (count: number): AlarmState => (count >= datapointsToAlarm ? 'ALARM' : 'OK');
  if (lacking === 0 || missingData === 'notBreaching') return stateOf(breaching);
  if (missingData === 'breaching') return stateOf(breaching + lacking);
  if (missingData === 'missing') {
    return present.length === 0 ? 'INSUFFICIENT_DATA' : breaching === present.length ? 'ALARM' : 'OK';
  }
  // Ignored: the state stays, unless what is there decides alone.
  if (breaching >= datapointsToAlarm) return 'ALARM';
  return present.length - breaching > evaluationPeriods - datapointsToAlarm ? 'OK' : before;
};

const isBreaching = ({ comparison, threshold }: AlarmDefinition, value: number): boolean => {
  switch (comparison) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
    default:
      throw new Error(`${comparison} is no comparison that is known here`);
  }
};
