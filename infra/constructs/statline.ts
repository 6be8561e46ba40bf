import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { HttpApi as Api } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { join } from 'node:path';
import { deploymentConfigOf, metricsNamespaceOf } from '../deployment-config.ts';
import type { DeploymentOptions } from '../deployment-options.ts';
import { ApiKeys } from './api-keys.ts';
import { CacheFunction, type CacheFunctionProps } from './cache-function.ts';
import { CacheTable } from './cache-table.ts';
import { CustomDomain } from './custom-domain.ts';
import { labelOf, ownNameOf } from './deployment-name.ts';
import { functionVariables, pageVariables, toolVariables } from './function-variables.ts';
import { HttpApi } from './http-api.ts';
import { StatlineMetrics } from './metrics.ts';
import { MonthlyBudget } from './monthly-budget.ts';
import { Observability } from './observability.ts';
import { RefreshQueue } from './refresh-queue.ts';
import { Schedules } from './schedules.ts';

export interface StatlineProps extends DeploymentOptions {
  /** Where the functions' code is, one folder each. Default: beside this file, where the package has it. */
  readonly bundles?: string | undefined;
}

// Longer than a load may take (8 s) several times over: a batch is ten messages, and predictions come last.
const REFRESH_TIMEOUT = Duration.seconds(30);

/**
 * A whole deployment, for any account and region. Throws DeploymentConfigError, which names every property that is wrong.
 * @example
 * const statline = new Statline(this, 'Scores', { leagues: ['nfl'], alarmEmail: 'ops@example.com' });
 * new CfnOutput(this, 'ScoresUrl', { value: statline.url });
 */
export class Statline extends Construct {
  /** Where the API answers, without a slash at the end: the domain's, or the one that API Gateway makes up. */
  readonly url: string;
  readonly api: Api;
  readonly table: ITable;
  /** Stale keys on their way to be loaded again. */
  readonly queue: Queue;
  readonly alarms: readonly Alarm[];
  /** Where alarms are sent; undefined without `alarmEmail`. */
  readonly topic: Topic | undefined;

  constructor(
    scope: Construct,
    id: string,
    { bundles = join(import.meta.dirname, 'functions'), ...options }: StatlineProps,
  ) {
    super(scope, id);
    const read = deploymentConfigOf(options);
    const config = { ...read, name: read.name ?? ownNameOf(this) };
    const removalPolicy = config.removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const { replicaRegions = [], tableName, logRetentionDays: logRetention, alarmEmail: email } = config;
    const table = new CacheTable(this, 'CacheTable', { removalPolicy, replicaRegions, tableName });
    const keys = new ApiKeys(this, 'ApiKeys', { removalPolicy, existing: config.apiKeysSecret });
    const queue = new RefreshQueue(this, 'RefreshQueue', { timeout: REFRESH_TIMEOUT });

    const environment = functionVariables(config);
    const create = (name: string, { bundle, ...own }: Own): CacheFunction => {
      const fn = new CacheFunction(this, `${name}Function`, {
        bundle: join(bundles, bundle),
        logRetention,
        environment,
        ...own,
      });
      table.grantTo(fn);
      return fn;
    };
    // No table, no key, no Redis: it reads its own files.
    const web = new CacheFunction(this, 'WebFunction', {
      bundle: join(bundles, 'web'),
      description: 'Answers with the pages and the OpenAPI document',
      logRetention,
      environment: pageVariables(config),
      timeout: Duration.seconds(5),
      memorySize: 256,
    });
    // No table and no Redis either: it asks the API, with its caller's key.
    const mcp = new CacheFunction(this, 'McpFunction', {
      bundle: join(bundles, 'mcp'),
      description: 'Answers agents, over MCP',
      logRetention,
      environment: toolVariables(config),
      // Longer than two questions of the API may take, shorter than API Gateway waits (30 s).
      timeout: Duration.seconds(28),
      // A cold start reads half a megabyte of code.
      memorySize: 512,
    });
    const scheduled = { reservedConcurrency: config.reserveConcurrency ? 1 : undefined };

    const api = create('Api', {
      bundle: 'api',
      description: 'Answers questions and the admin routes',
      // Longer than a load may take (8 s), shorter than API Gateway waits (30 s).
      timeout: Duration.seconds(15),
      // Room for 64 MB of entries, and a third of a core to parse what the provider sends.
      memorySize: 512,
    });
    const refresh = create('Refresh', {
      bundle: 'refresh',
      description: 'Loads keys from the refresh queue again',
      timeout: REFRESH_TIMEOUT,
      memorySize: 512,
    });
    const purge = create('Purge', {
      bundle: 'purge',
      description: 'Purges what trades made wrong, and reconciles the purge logs',
      // On a deadline day it checks every minute until the next run is due, and ends by itself before this.
      timeout: Duration.seconds(570),
      memorySize: 512,
      scheduled,
    });
    const warm = create('Warm', {
      bundle: 'warm',
      description: 'Loads what will be asked for, before it is',
      // Done before the next run is due.
      timeout: Duration.minutes(4),
      // Whole leagues are parsed at once: megabytes of JSON.
      memorySize: 1024,
      scheduled,
    });

    keys.grantTo(api);
    keys.grantTo(mcp);
    queue.grantSendTo(api);
    queue.grantSendTo(purge);
    queue.feed(refresh);
    const schedules = new Schedules(this, 'Schedules');
    schedules.every(config.purgeMinutes, 'Purge', purge);
    schedules.every(config.warmMinutes, 'Warm', warm);

    const httpApi = new HttpApi(this, 'HttpApi', {
      api,
      web,
      mcp,
      logRetention,
      throttle: { rateLimit: config.throttleRate, burstLimit: config.throttleBurst },
      defaultRouteRate: config.defaultRouteRate,
      cors: config.corsOrigins !== undefined,
      logAddresses: config.logAddresses,
    });
    const { alarms, topic, dashboardUrl } = new Observability(this, 'Observability', {
      api: api.function,
      httpApi: httpApi.api,
      refresh: refresh.function,
      web: web.function,
      mcp: mcp.function,
      scheduled: [purge.function, warm.function],
      queue: queue.queue,
      dead: queue.dead,
      tableName: table.tableName,
      own: new StatlineMetrics(metricsNamespaceOf(config)),
      redis: config.upstashSecret === undefined ? undefined : { dailyCommands: config.upstashDailyCommands },
      email,
      label: labelOf(this),
    });
    this.url = httpApi.url;
    const { domain, certificateArn, hostedZoneId, monthlyBudget } = config;
    if (domain !== undefined && certificateArn !== undefined) {
      const custom = new CustomDomain(this, 'CustomDomain', {
        domain,
        certificateArn,
        hostedZoneId,
        ...httpApi.toStage,
      });
      this.url = custom.url;
      new CfnOutput(this, 'DomainTarget', {
        description: 'What a CNAME record of the domain points to',
        value: custom.target,
      });
    }
    if (monthlyBudget !== undefined && email !== undefined) {
      new MonthlyBudget(this, 'MonthlyBudget', { dollars: monthlyBudget, email });
    }
    this.api = httpApi.api;
    this.table = table.table;
    this.queue = queue.queue;
    this.alarms = alarms;
    this.topic = topic;
    new CfnOutput(this, 'ApiUrl', { value: this.url });
    new CfnOutput(this, 'DashboardUrl', { value: dashboardUrl });
    new CfnOutput(this, 'ReadKeys', {
      description: 'Prints the admin key, and the hashes of the other keys',
      value: `aws secretsmanager get-secret-value --secret-id ${keys.secretId} --query SecretString --output text`,
    });
  }
}

/** What distinguishes one function from another. */
type Own = Omit<CacheFunctionProps, 'logRetention' | 'environment'>;
