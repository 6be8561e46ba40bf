import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, MathExpression, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { METRIC, SERVICE } from '../../lib/telemetry/metric-names.ts';
import { DAY, PERIOD } from './metrics.ts';
import type { Watched } from './watched.ts';

/** Where an alarm's description leads; the part after # is a heading there. */
export const RUNBOOK = 'https://github.com/statline/statline/blob/main/docs/runbook.md';

interface AlarmSpec {
  readonly id: string;
  /** One sentence, and the runbook's heading for it. */
  readonly means: string;
  readonly runbook: string;
  readonly metric: IMetric;
  /** Reached or passed in this many of the last periods. */
  readonly threshold: number;
  readonly periods?: number;
  /** In so many of them; left out: in all. */
  readonly within?: number;
}

export interface AlarmsProps {
  readonly watched: Watched;
  /** Undefined: alarms show on the dashboard and are sent nowhere. */
  readonly email?: string | undefined;
}

/** Each has a section of the runbook. Ten are free, or rather the ten first metrics that alarms look at. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];
  readonly topic: Topic | undefined;

  constructor(scope: Construct, id: string, { watched, email }: AlarmsProps) {
    super(scope, id);
    const topic = email === undefined ? undefined : new Topic(this, 'Topic', { enforceSSL: true });
    this.topic = topic;
    if (topic !== undefined && email !== undefined) topic.addSubscription(new EmailSubscription(email));
    this.alarms = specsOf(watched).map(({ id: name, means, runbook, metric, threshold, periods = 1, within }) => {
      const alarm = new Alarm(this, name, {
        alarmDescription: `${means} ${RUNBOOK}#${runbook}`,
        metric,
        threshold,
        evaluationPeriods: periods,
        ...(within !== undefined && { datapointsToAlarm: within }),
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        // Without requests nothing fails.
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      if (topic !== undefined) alarm.addAlarmAction(new SnsAction(topic));
      return alarm;
    });
  }
}

const specsOf = ({
  api,
  httpApi,
  scheduled,
  queue,
  dead,
  tableThrottles,
  own,
  redis,
}: Watched): readonly AlarmSpec[] => [
  {
    id: 'ServerErrors',
    means: 'At least 5 % of the answers, of 20 or more, were 5xx.',
    runbook: 'clients-see-503',
    metric: new MathExpression({
      expression: 'IF(all>=20,100*FILL(failed,0)/all,0)',
      usingMetrics: {
        failed: httpApi.metricServerError({ statistic: 'Sum', period: PERIOD }),
        all: httpApi.metricCount({ statistic: 'Sum', period: PERIOD }),
      },
      label: '5xx %',
      period: PERIOD,
    }),
    threshold: 5,
    periods: 2,
  },
  {
    id: 'ApiFailing',
    means: 'Invocations of the api function crashed, timed out or did not start.',
    runbook: 'a-function-fails-or-does-not-start',
    metric: api.metricErrors({ period: PERIOD }),
    threshold: 3,
  },
  {
    id: 'Slow',
    means: 'One answer in a hundred took 3 seconds or more, for 15 minutes.',
    runbook: 'everything-is-slow',
    metric: httpApi.metricLatency({ statistic: 'p99', period: PERIOD }),
    threshold: 3000,
    periods: 3,
  },
  {
    id: 'Throttled',
    means: 'Lambda refused to start the api function: the concurrency of the account is used up.',
    runbook: 'requests-are-throttled',
    metric: api.metricThrottles({ period: PERIOD }),
    threshold: 1,
  },
  {
    id: 'ScheduledFailing',
    means: 'A scheduled function (warm or purge) failed three times in half an hour.',
    runbook: 'a-scheduled-function-fails',
    metric: new MathExpression({
      expression: scheduled.map((_, index) => `FILL(e${index},0)`).join('+'),
      usingMetrics: Object.fromEntries(
        scheduled.map((fn, index) => [`e${index}`, fn.metricErrors({ period: Duration.minutes(30) })]),
      ),
      label: 'failed runs',
      period: Duration.minutes(30),
    }),
    threshold: 3,
  },
  {
    id: 'DeadLetters',
    means: 'A key could not be refreshed in three attempts.',
    runbook: 'messages-in-the-dead-letter-queue',
    metric: dead.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: PERIOD }),
    threshold: 1,
  },
  {
    id: 'RefreshBehind',
    means: 'Stale keys wait for a quarter of an hour to be refreshed.',
    runbook: 'refreshing-falls-behind',
    metric: queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: PERIOD }),
    threshold: Duration.minutes(15).toSeconds(),
    periods: 2,
  },
  {
    id: 'UpstreamFailing',
    means: 'Half of the loads, of 10 or more, failed: the provider refuses, fails or is slow.',
    runbook: 'the-provider-fails',
    metric: own.failedLoads(),
    threshold: 50,
    periods: 2,
  },
  {
    id: 'ProviderChanged',
    means:
      "A field that nearly all of the provider's documents of a kind had is gone, or 50 loads in an hour cannot be true.",
    runbook: 'the-provider-has-changed',
    metric: own.providerChanges(),
    threshold: 50,
    // What is gone is told twice a day.
    periods: 24,
    within: 1,
  },
  {
    id: 'BudgetNearlySpent',
    means: "80 % of the day's calls to the provider are spent: warming has stopped.",
    runbook: 'the-budget-is-nearly-spent',
    metric: own.metric(METRIC.budgetUsed, { statistic: 'Maximum' }),
    threshold: 80,
  },
  {
    id: 'TableThrottled',
    means: 'DynamoDB refused reads or writes of the cache table.',
    runbook: 'tier-failed-for-l3',
    metric: tableThrottles,
    threshold: 10,
    periods: 2,
  },
  ...(redis === undefined ? [] : redisSpecsOf(own, redis)),
];

// Of what Redis may be sent in a day.
const NEARLY = 0.8;

const redisSpecsOf = (own: Watched['own'], { dailyCommands }: NonNullable<Watched['redis']>): readonly AlarmSpec[] => [
  {
    id: 'RedisLimitReached',
    means: 'Redis refuses everything, because its plan is spent. Answers come from DynamoDB.',
    runbook: 'redis-refuses-its-limit-is-reached',
    metric: own.metric(METRIC.limitReached, { service: SERVICE.all }),
    threshold: 1,
    // It is asked again once a minute by environments that have something to ask: quiet minutes do not end it.
    periods: 12,
    within: 1,
  },
  ...(dailyCommands === undefined
    ? []
    : [
        {
          id: 'RedisLimitNear',
          means: `80 % of the ${dailyCommands} commands that Redis may be sent in a day were sent in 24 hours.`,
          runbook: 'redis-refuses-its-limit-is-reached',
          metric: own.metric(METRIC.redisCommands, { service: SERVICE.all, period: DAY }),
          threshold: Math.ceil(dailyCommands * NEARLY),
        },
      ]),
];
