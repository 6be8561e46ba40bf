import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ENV } from '../../lib/config.ts';
import type { CacheFunction } from './cache-function.ts';

/** L3: entries by `pk`, deleted by DynamoDB some time after their `ttl` (epoch seconds). */
export class CacheTable extends Construct {
  readonly #table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      timeToLiveAttribute: 'ttl',
      billingMode: BillingMode.PAY_PER_REQUEST,
      // Everything in it can be loaded again: nothing is worth keeping when the stack goes.
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** Tells a function where the table is, and lets it make exactly the calls it makes. */
  grantTo(fn: CacheFunction): void {
    fn.setVariable(ENV.tableName, this.#table.tableName);
    this.#table.grant(
      fn,
      'dynamodb:BatchGetItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    );
  }
}
