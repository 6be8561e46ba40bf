import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StatlineMetrics } from './metrics.ts';

/** What the dashboard and the alarms observe. */
export interface Observed {
  readonly api: Function;
  readonly httpApi: HttpApi;
  readonly refresh: Function;
  /** Answers with the pages. */
  readonly web: Function;
  /** Answers agents. */
  readonly mcp: Function;
  /** The functions that run on a schedule. */
  readonly scheduled: readonly Function[];
  readonly queue: Queue;
  readonly dead: Queue;
  readonly tableName: string;
  readonly own: StatlineMetrics;
  /** Undefined: there is no Redis. `dailyCommands`: what it may be sent in a day, where somebody has said it. */
  readonly redis: { readonly dailyCommands: number | undefined } | undefined;
}

/** The same, with the metrics that both the dashboard and an alarm use. */
export interface Watched extends Observed {
  readonly tableThrottles: IMetric;
}
