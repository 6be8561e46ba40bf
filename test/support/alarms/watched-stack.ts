import { createStackClock, type StackClock } from '../../../infra/local/clock/stack-clock.ts';
import type { Bundles, Stack } from '../../../infra/local/stack/stack.ts';
import type { ScheduledRun } from '../../../infra/local/schedules/schedules.ts';
import { ask, type AskOptions, type Seen } from '../ask.ts';
import type { FaultProxy } from '../fault-proxy.ts';
import { startStackWithFaults, type StackWithFaults } from '../stack-with-faults.ts';
import { resourceOf, type TemplateJson } from './alarm-definitions.ts';
import { createMetricStream, type MetricStream } from './metric-stream.ts';

/** A line of a function's log, and which function wrote it. */
export type WrittenLine = Readonly<Record<string, unknown>> & { readonly from: string };

/**
 * The local stack with what CloudWatch would be told of it: the metrics that the functions write, and AWS's own of what
 * went over the gateway, of invocations, the table and the queues, by the names and dimensions that AWS documents.
 */
export interface WatchedStack {
  readonly stack: Stack;
  readonly redis: FaultProxy;
  readonly redisRest: StackWithFaults['redisRest'];
  readonly table: FaultProxy;
  readonly clock: StackClock;
  readonly metrics: MetricStream;
  /** All lines so far that are JSON and no metrics. */
  readonly lines: readonly WrittenLine[];
  ask(path: string, options?: AskOptions): Promise<Seen>;
  /** Runs what the schedules have due. */
  runDue(): Promise<readonly ScheduledRun[]>;
  /** A minute goes by: what AWS measures by the minute is measured. */
  passMinute(): void;
  close(): Promise<void>;
}

export interface WatchedStackOptions {
  readonly bundles: Bundles;
  readonly template: TemplateJson;
  readonly dailyBudget?: number;
  readonly variables?: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly start?: number;
}

const MINUTE_MS = 60_000;

export const startWatchedStack = async (options: WatchedStackOptions): Promise<WatchedStack> => {
  const { bundles, template, dailyBudget, variables = {}, start } = options;
  const metrics = createMetricStream();
  const lines: WrittenLine[] = [];
  const clock = createStackClock({ start });
  const withFaults = await startStackWithFaults({
    bundles,
    clock,
    environments: 2,
    refreshing: 'stepped',
    ...(dailyBudget !== undefined && { dailyBudget }),
    variables: { LOG_SAMPLE: '1', ...variables },
    log(text) {
      const [, from = '', said = ''] = /^(\w+) \d+ \| (.*)$/s.exec(text) ?? [];
      if (said.startsWith('{') && !metrics.line(said)) lines.push({ ...(JSON.parse(said) as object), from });
    },
  });
  const { stack, redis, redisRest, table } = withFaults;
  const put = awsMetrics(template, metrics, clock);
  let throttledBefore = 0;

  return {
    stack,
    redis,
    redisRest,
    table,
    clock,
    metrics,
    lines,
    async ask(path, asked) {
      const began = performance.now();
      const seen = await ask(stack.url + path, asked);
      put.gateway('Count', 1);
      put.gateway('5xx', Number(seen.status >= 500));
      put.gateway('Latency', performance.now() - began);
      // Every answer of the function's own has a request id: without one the gateway says that the invocation failed.
      const hasFailed = seen.status >= 500 && seen.headers.get('x-request-id') === null;
      put.lambda('Api', 'Errors', Number(hasFailed));
      return seen;
    },
    async runDue() {
      const runs = await stack.schedules.tick();
      for (const { rule, result } of runs) {
        const name = rule === 'purge' ? 'Purge' : 'Warm';
        put.lambda(name, 'Errors', Number(result.kind !== 'response'));
      }
      return runs;
    },
    passMinute() {
      put.queue('RefreshQueueDead', 'ApproximateNumberOfMessagesVisible', stack.queue.dead());
      const throttled = table.throttled();
      // DynamoDB has points of throttled requests only.
      if (throttled > throttledBefore) put.table('ReadThrottleEvents', throttled - throttledBefore);
      throttledBefore = throttled;
      clock.advance(MINUTE_MS);
    },
    close: () => withFaults.close(),
  };
};

/** AWS's own metrics, as it documents them, of the resources that a template has. */
export const awsMetrics = (template: TemplateJson, metrics: MetricStream, clock: { now(): number }) => {
  const put = (namespace: string, dimensions: Readonly<Record<string, string>>) => (name: string, value: number) =>
    metrics.put({ namespace, name, dimensions, at: clock.now(), value });
  const ApiId = resourceOf(template, 'AWS::ApiGatewayV2::Api', /./);
  const TableName = resourceOf(template, 'AWS::DynamoDB::Table', /^CacheTable/);
  return {
    gateway: put('AWS/ApiGateway', { ApiId }),
    table: put('AWS/DynamoDB', { TableName }),
    lambda(name: 'Api' | 'Purge' | 'Warm', metric: string, value: number) {
      const FunctionName = resourceOf(template, 'AWS::Lambda::Function', new RegExp(`^${name}Function`));
      put('AWS/Lambda', { FunctionName })(metric, value);
    },
    queue(name: 'RefreshQueueDead' | 'RefreshQueue', metric: string, value: number) {
      const QueueName = resourceOf(template, 'AWS::SQS::Queue', new RegExp(`^${name}[0-9A-F]{8}$`));
      put('AWS/SQS', { QueueName })(metric, value);
    },
  };
};
