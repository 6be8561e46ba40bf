import type { MetricIdentity } from './metric-stream.ts';

/** A metric over each period: the sum of its values, their maximum, a percentile of them. */
export interface MetricStat extends MetricIdentity {
  readonly statistic: string;
  /** Milliseconds. */
  readonly period: number;
}

/** An alarm, as its template defines it. */
export interface AlarmDefinition {
  /** What the construct calls it: `UpstreamFailing`. */
  readonly name: string;
  readonly description: string;
  readonly metrics: ReadonlyMap<string, MetricStat>;
  /** Over the names of the metrics. */
  readonly expression: string;
  /** Milliseconds. */
  readonly period: number;
  readonly threshold: number;
  readonly comparison: string;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
}

/** The part of a CloudFormation template that is read. */
export interface TemplateJson {
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly Properties?: unknown }>>;
}

/**
 * The alarms of a synthesized template, by the names of their constructs. A dimension that refers to a resource has the
 * resource's logical id for a value.
 *
 * @example alarmsOf(templateOf().toJSON()).get('UpstreamFailing')
 */
export const alarmsOf = ({ Resources = {} }: TemplateJson): ReadonlyMap<string, AlarmDefinition> =>
  new Map(
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
      .map(([id, { Properties }]) => {
        const name = id.replace(/^ObservabilityAlarms/, '').replace(/[0-9A-F]{8}$/, '');
        return [name, definitionOf(name, Properties as AlarmProperties)] as const;
      }),
  );

/** The logical id of the only resource of a type whose own id matches: what stands in its alarms' dimensions. */
export const resourceOf = ({ Resources = {} }: TemplateJson, type: string, id: RegExp): string => {
  const found = Object.keys(Resources).filter((each) => Resources[each]?.Type === type && id.test(each));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} resources ${type} match ${String(id)}`);
  return only;
};

interface MetricProperties {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

interface AlarmProperties extends Partial<MetricProperties> {
  readonly AlarmDescription?: string;
  readonly ComparisonOperator: string;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly TreatMissingData?: AlarmDefinition['missingData'];
  readonly Period?: number;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly ReturnData?: boolean;
    readonly MetricStat?: { readonly Metric: MetricProperties; readonly Period: number; readonly Stat: string };
  }[];
}

const definitionOf = (name: string, alarm: AlarmProperties): AlarmDefinition => {
  const { metrics, expression } = watchedBy(name, alarm);
  const [first] = metrics.values();
  return {
    name,
    description: alarm.AlarmDescription ?? '',
    metrics,
    expression,
    period: first?.period ?? 0,
    threshold: alarm.Threshold,
    comparison: alarm.ComparisonOperator,
    evaluationPeriods: alarm.EvaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods,
    missingData: isOfDynamoDb(metrics) ? 'ignore' : (alarm.TreatMissingData ?? 'missing'),
  };
};

const watchedBy = (name: string, alarm: AlarmProperties): Pick<AlarmDefinition, 'metrics' | 'expression'> => {
  if (alarm.Metrics === undefined) {
    const { Namespace = '', MetricName = '', Dimensions = [], Period = 0 } = alarm;
    const statistic = alarm.Statistic ?? alarm.ExtendedStatistic ?? '';
    const metric = statOf({ Namespace, MetricName, Dimensions }, Period, statistic);
    return { metrics: new Map([['m', metric]]), expression: 'm' };
  }
  const metrics = alarm.Metrics.flatMap(({ Id, MetricStat: stat }) =>
    stat === undefined ? [] : [[Id, statOf(stat.Metric, stat.Period, stat.Stat)] as const],
  );
  const told = alarm.Metrics.filter(({ ReturnData = true }) => ReturnData);
  const [{ Expression: expression } = {}] = told;
  if (told.length !== 1 || expression === undefined) throw new Error(`${name} watches more than one expression`);
  return { metrics: new Map(metrics), expression };
};

const statOf = (metric: MetricProperties, seconds: number, statistic: string): MetricStat => ({
  namespace: metric.Namespace,
  name: metric.MetricName,
  dimensions: Object.fromEntries((metric.Dimensions ?? []).map(({ Name, Value }) => [Name, textOf(Value)])),
  statistic,
  period: seconds * 1000,
});

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute } = value as {
    readonly Ref?: string;
    readonly 'Fn::GetAtt'?: readonly string[];
  };
  const id = Ref ?? attribute?.[0];
  if (id === undefined) throw new Error(`a dimension that is not understood: ${JSON.stringify(value)}`);
  return id;
};

// AWS: alarms over metrics of this namespace ignore missing data, whatever they say.
const isOfDynamoDb = (metrics: AlarmDefinition['metrics']): boolean =>
  [...metrics.values()].some(({ namespace }) => namespace === 'AWS/DynamoDB');
