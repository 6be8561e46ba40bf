import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { join } from 'node:path';
import { CacheFunction } from './constructs/cache-function.ts';
import { CacheTable } from './constructs/cache-table.ts';
import { HttpApi } from './constructs/http-api.ts';

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
    table.grantTo(api);
    const { url } = new HttpApi(this, 'HttpApi', { api });
    new CfnOutput(this, 'ApiUrl', { value: url });
  }
}
