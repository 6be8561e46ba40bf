import { Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { createDashboard } from './dashboard.ts';
import { PERIOD } from './metrics.ts';
import type { Observed } from './watched.ts';

export interface ObservabilityProps extends Observed {
  /** Where alarms are sent; undefined: nowhere. */
  readonly email?: string | undefined;
}

/** The dashboard and the alarms. */
export class Observability extends Construct {
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, { email, ...props }: ObservabilityProps) {
    super(scope, id);
    const watched = { ...props, tableThrottles: throttlesOf(props.tableName) };
    const { alarms } = new Alarms(this, 'Alarms', { watched, email });
    const dashboard = createDashboard(this, { watched, alarms });
    const { region } = Stack.of(this);
    this.dashboardUrl = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

const throttlesOf = (tableName: string): IMetric => {
  const events = (metricName: string): Metric =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: tableName },
      statistic: 'Sum',
      period: PERIOD,
    });
  return new MathExpression({
    expression: 'FILL(reads,0)+FILL(writes,0)',
    usingMetrics: { reads: events('ReadThrottleEvents'), writes: events('WriteThrottleEvents') },
    label: 'throttled',
    period: PERIOD,
  });
};
