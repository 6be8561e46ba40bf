import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { join } from 'node:path';
import { CacheFunction } from './constructs/cache-function.ts';
import { CacheTable } from './constructs/cache-table.ts';
import { HttpApi } from './constructs/http-api.ts';
import { RefreshQueue } from './constructs/refresh-queue.ts';
import { Schedules } from './constructs/schedules.ts';

export interface StatlineStackProps extends StackProps {
  /** Where the build wrote the functions: one folder each. */
  readonly bundles: string;
}

/** Everything a deployment is, for any account and region. */
export class StatlineStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, ...props }: StatlineStackProps) {
    super(scope, id, props);
    const table = new CacheTable(this, 'CacheTable');
    const api = new CacheFunction(this, 'ApiFunction', { bundle: join(bundles, 'api') });
    const refresh = new CacheFunction(this, 'RefreshFunction', { bundle: join(bundles, 'refresh') });
    const purge = new CacheFunction(this, 'PurgeFunction', { bundle: join(bundles, 'purge') });
    for (const fn of [api, refresh, purge]) table.grantTo(fn);
    const queue = new RefreshQueue(this, 'RefreshQueue');
    queue.grantSendTo(api);
    queue.feed(refresh);
    new Schedules(this, 'Schedules').every(Duration.minutes(10), 'Purge', purge);
    const { url } = new HttpApi(this, 'HttpApi', { api });
    new CfnOutput(this, 'ApiUrl', { value: url });
  }
}
