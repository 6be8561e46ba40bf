import { Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, type Alarm, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { createDashboard } from './dashboard.ts';
import { LOG_QUERIES, queryText, type LoggingFunction } from './log-queries.ts';
import { PERIOD } from './metrics.ts';
import type { Observed } from './watched.ts';

export interface ObservabilityProps extends Observed {
  /** Where alarms are sent; undefined: nowhere. */
  readonly email?: string | undefined;
  /** Before the names of saved queries. */
  readonly label: string;
}

/** The dashboard, the alarms and the questions to the logs. */
export class Observability extends Construct {
  readonly dashboardUrl: string;
  readonly alarms: readonly Alarm[];
  readonly topic: Topic | undefined;

  constructor(scope: Construct, id: string, { email, ...props }: ObservabilityProps) {
    super(scope, id);
    const watched = { ...props, tableThrottles: throttlesOf(props.tableName) };
    const { alarms, topic } = new Alarms(this, 'Alarms', { watched, email });
    this.alarms = alarms;
    this.topic = topic;
    const dashboard = createDashboard(this, { watched, alarms });
    createLogQueries(this, props);
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

/** Saved in Logs Insights under the deployment's label. They cost nothing until somebody runs one. */
const createLogQueries = (
  scope: Construct,
  { api, mcp, refresh, scheduled, label }: Omit<ObservabilityProps, 'email'>,
): void => {
  const [purge, warm] = scheduled;
  const functions: Readonly<Record<LoggingFunction, Observed['api'] | undefined>> = { api, mcp, refresh, purge, warm };
  const queries = new Construct(scope, 'Queries');
  for (const query of LOG_QUERIES) {
    new CfnQueryDefinition(queries, query.name, {
      name: `${label}/${query.name}`,
      queryString: queryText(query),
      logGroupNames: query.of.flatMap((name) => functions[name]?.logGroup.logGroupName ?? []),
    });
  }
};
