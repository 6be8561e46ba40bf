import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  Metric,
  SingleValueWidget,
  type Alarm,
  type IMetric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { DIMENSION, METRIC, SERVICE, TIERS } from '../../lib/telemetry/metric-names.ts';
import { PERIOD } from './metrics.ts';
import type { Watched } from './watched.ts';

export interface DashboardOptions {
  readonly watched: Watched;
  readonly alarms: readonly Alarm[];
}

/** From what callers see, by way of the calls to the provider, to the machinery. */
export const createDashboard = (scope: Construct, { watched, alarms }: DashboardOptions): Dashboard =>
  new Dashboard(scope, 'Dashboard', {
    defaultInterval: Duration.hours(12),
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 3 })],
      answers(watched),
      provider(watched),
      callers(watched),
      machinery(watched),
    ],
  });

const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []): GraphWidget =>
  new GraphWidget({
    title,
    left: [...left],
    right: [...right],
    width: 8,
    height: 6,
    leftYAxis: { min: 0 },
    period: PERIOD,
  });

const answers = ({ own }: Watched): IWidget[] => [
  graph('Hit ratio by tier (%)', own.hitRatios()),
  graph('Answers', [
    ...TIERS.map((tier) => own.hits(tier)),
    own.metric(METRIC.misses, { label: 'misses' }),
    own.metric(METRIC.stale, { label: 'stale' }),
    own.metric(METRIC.collapsed, { label: 'collapsed' }),
  ]),
  new SingleValueWidget({
    title: 'Calls to the provider saved',
    metrics: [own.metric(METRIC.callsSaved, { label: 'saved' })],
    setPeriodToTimeRange: true,
    width: 8,
    height: 6,
  }),
];

const provider = ({ own }: Watched): IWidget[] => [
  graph('Calls to the provider', own.perService(METRIC.upstreamCalls)),
  graph('Loads that failed', [
    ...own.perService(METRIC.loadFailures),
    own.metric(METRIC.contradictions, { label: 'of these: contradicted' }),
    own.metric(METRIC.upstreamOutages, { label: 'outages found' }),
    own.metric(METRIC.fieldsGone, { service: SERVICE.all, label: 'fields gone' }),
  ]),
  graph("The day's budget spent (%)", [own.metric(METRIC.budgetUsed, { statistic: 'Maximum', label: 'spent' })]),
];

const callers = ({ httpApi, api, own }: Watched): IWidget[] => [
  graph(
    'Latency (ms)',
    ['p50', 'p99'].map((statistic) => httpApi.metricLatency({ statistic, label: statistic, period: PERIOD })),
  ),
  graph('Requests and errors', [
    httpApi.metricCount({ statistic: 'Sum', label: 'requests', period: PERIOD }),
    httpApi.metricClientError({ statistic: 'Sum', label: '4xx', period: PERIOD }),
    httpApi.metricServerError({ statistic: 'Sum', label: '5xx', period: PERIOD }),
  ]),
  graph('Cold starts', [
    own.metric(METRIC.coldStart, {
      label: 'api',
      dimensions: { [DIMENSION.functionName]: api.functionName },
    }),
  ]),
];

const machinery = ({
  api,
  refresh,
  web,
  mcp,
  scheduled,
  queue,
  dead,
  tableName,
  tableThrottles,
  own,
}: Watched): IWidget[] => {
  const functions = [api, refresh, ...scheduled, web, mcp];
  const visible = { statistic: 'Maximum', period: PERIOD } as const;
  return [
    graph(
      'Functions: errors and throttles',
      functions.map((fn) => fn.metricErrors({ label: `${labelOf(fn)} errors`, period: PERIOD })),
      functions.map((fn) => fn.metricThrottles({ label: `${labelOf(fn)} throttles`, period: PERIOD })),
    ),
    graph(
      'Redis: commands, and refusals because its plan is spent',
      [own.metric(METRIC.redisCommands, { service: SERVICE.all, label: 'commands' })],
      [own.metric(METRIC.limitReached, { service: SERVICE.all, label: 'refusals' })],
    ),
    graph(
      'Refresh queue',
      [
        queue.metricApproximateNumberOfMessagesVisible({ ...visible, label: 'waiting' }),
        dead.metricApproximateNumberOfMessagesVisible({ ...visible, label: 'dead letters' }),
      ],
      [queue.metricApproximateAgeOfOldestMessage({ ...visible, label: 'oldest (s)' })],
    ),
    graph(
      'Table',
      ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'].map(
        (metricName) =>
          new Metric({
            namespace: 'AWS/DynamoDB',
            metricName,
            dimensionsMap: { TableName: tableName },
            statistic: 'Sum',
            period: PERIOD,
          }),
      ),
      [tableThrottles],
    ),
  ];
};

/** `PurgeFunction/Function` is known as `purge`. */
const labelOf = (fn: Watched['api']): string => fn.node.scope?.node.id.replace('Function', '').toLowerCase() ?? '';
