import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { DIMENSION, METRIC, SERVICE, TIERS } from '../../lib/telemetry/metric-names.ts';

export const PERIOD = Duration.minutes(5);
export const DAY = Duration.days(1);

export type Service = (typeof SERVICE)[keyof typeof SERVICE];
type Tier = (typeof TIERS)[number];

export interface MetricOptions {
  readonly service?: Service;
  readonly statistic?: string;
  readonly label?: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly period?: Duration;
}

/** Statline's own metrics, as the functions of one deployment emit them. */
export class StatlineMetrics {
  private readonly namespace: string;

  constructor(namespace: string) {
    this.namespace = namespace;
  }

  /** As one function emits it. */
  metric(
    metricName: string,
    { service = SERVICE.api, statistic = 'Sum', label, dimensions = {}, period = PERIOD }: MetricOptions = {},
  ): Metric {
    return new Metric({
      namespace: this.namespace,
      metricName,
      dimensionsMap: { [DIMENSION.service]: service, ...dimensions },
      statistic,
      period,
      ...(label !== undefined && { label }),
    });
  }

  hits(tier: Tier): Metric {
    return this.metric(METRIC.hits, { label: tier, dimensions: { [DIMENSION.tier]: tier } });
  }

  /** Which percentage of the questions each tier answered. */
  hitRatios(): IMetric[] {
    const usingMetrics = {
      ...Object.fromEntries(TIERS.map((tier) => [tier, this.hits(tier)])),
      misses: this.metric(METRIC.misses),
    };
    // A metric that has no data would make the whole sum empty.
    const all = Object.keys(usingMetrics).map((name) => `FILL(${name},0)`);
    return TIERS.map(
      (tier) =>
        new MathExpression({
          expression: `100*FILL(${tier},0)/(${all.join('+')})`,
          usingMetrics,
          label: `${tier} %`,
          period: PERIOD,
        }),
    );
  }

  /** The same metric of every function that asks the provider. */
  perService(metricName: string): Metric[] {
    return [SERVICE.api, SERVICE.refresh, SERVICE.warm, SERVICE.purge].map((service) =>
      this.metric(metricName, { service, label: service.replace('statline-', '') }),
    );
  }

  /** Loads of an hour whose answer could not be true; a field that is gone counts as fifty. */
  providerChanges(): IMetric {
    const hour = Duration.hours(1);
    const services = [SERVICE.api, SERVICE.refresh, SERVICE.warm];
    const contradicted = Object.fromEntries(
      services.map((service, index) => [`c${index}`, this.metric(METRIC.contradictions, { service, period: hour })]),
    );
    const sum = Object.keys(contradicted).map((name) => `FILL(${name},0)`);
    return new MathExpression({
      expression: ['50*FILL(gone,0)', ...sum].join('+'),
      usingMetrics: {
        gone: this.metric(METRIC.fieldsGone, { service: SERVICE.all, period: hour }),
        ...contradicted,
      },
      label: 'changes',
      period: hour,
    });
  }

  /** Which percentage of the loads failed, once there are enough to tell. */
  failedLoads(): IMetric {
    const services = [SERVICE.api, SERVICE.refresh];
    const named = (metricName: string, letter: string): Record<string, Metric> =>
      Object.fromEntries(services.map((service, index) => [`${letter}${index}`, this.metric(metricName, { service })]));
    const failures = named(METRIC.loadFailures, 'f');
    const loads = named(METRIC.loads, 'l');
    const sum = (metrics: Record<string, Metric>): string =>
      `(${Object.keys(metrics)
        .map((name) => `FILL(${name},0)`)
        .join('+')})`;
    return new MathExpression({
      // A load counts when it begins, and once more among the failures.
      expression: `IF(${sum(loads)}>=10,100*${sum(failures)}/${sum(loads)},0)`,
      usingMetrics: { ...failures, ...loads },
      label: 'failed loads %',
      period: PERIOD,
    });
  }
}
