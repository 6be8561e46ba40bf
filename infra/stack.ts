import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { join } from 'node:path';
import { ApiKeys } from './constructs/api-keys.ts';
import { CacheFunction, type CacheFunctionProps } from './constructs/cache-function.ts';
import { CacheTable } from './constructs/cache-table.ts';
import { functionVariables, pageVariables, toolVariables } from './constructs/function-variables.ts';
import { HttpApi } from './constructs/http-api.ts';
import { Observability } from './constructs/observability.ts';
import { RefreshQueue } from './constructs/refresh-queue.ts';
import { Schedules } from './constructs/schedules.ts';
import { StatlineMetrics } from './constructs/metrics.ts';
import { metricsNamespaceOf, type DeploymentConfig } from './deployment-config.ts';

export interface StatlineStackProps extends StackProps {
  /** Where the build wrote the functions: one folder each. */
  readonly bundles: string;
  readonly config: DeploymentConfig;
}

// Longer than a load may take (8 s) several times over: a batch is ten messages, and predictions come last.
const REFRESH_TIMEOUT = Duration.seconds(30);

/** A whole deployment, for any account and region. */
export class StatlineStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, config, ...props }: StatlineStackProps) {
    super(scope, id, props);
    const removalPolicy = config.removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const { replicaRegions = [], tableName, logRetentionDays: logRetention } = config;
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

    const { url, api: httpApi } = new HttpApi(this, 'HttpApi', {
      api,
      web,
      mcp,
      logRetention,
      throttle: { rateLimit: config.throttleRate, burstLimit: config.throttleBurst },
      defaultRouteRate: config.defaultRouteRate,
      cors: config.corsOrigins !== undefined,
      logAddresses: config.logAddresses,
    });
    const { dashboardUrl } = new Observability(this, 'Observability', {
      api: api.function,
      httpApi,
      refresh: refresh.function,
      web: web.function,
      mcp: mcp.function,
      scheduled: [purge.function, warm.function],
      queue: queue.queue,
      dead: queue.dead,
      tableName: table.tableName,
      own: new StatlineMetrics(metricsNamespaceOf(config)),
      redis: config.upstashSecret === undefined ? undefined : { dailyCommands: config.upstashDailyCommands },
      email: config.alarmEmail,
    });
    new CfnOutput(this, 'ApiUrl', { value: url });
    new CfnOutput(this, 'DashboardUrl', { value: dashboardUrl });
    new CfnOutput(this, 'ReadKeys', {
      description: 'Prints the admin key, and the hashes of the other keys',
      value: `aws secretsmanager get-secret-value --secret-id ${keys.secretId} --query SecretString --output text`,
    });
    // The library writes down dependencies that are plain from the properties as well (W3005).
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
  }
}

/** What distinguishes one function from another. */
type Own = Omit<CacheFunctionProps, 'logRetention' | 'environment'>;
