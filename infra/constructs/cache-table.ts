import { Aws, Stack, Validations, type RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  CfnGlobalTable,
  Table,
  TableEncryption,
  type ITable,
} from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ENV } from '../../lib/config.ts';
import type { CacheFunction } from './cache-function.ts';

export interface CacheTableProps {
  readonly removalPolicy: RemovalPolicy;
  /** Further regions that hold a copy. */
  readonly replicaRegions: readonly string[];
  /** A table that is there already: nothing is created. */
  readonly tableName?: string | undefined;
}

/** L3: entries by `pk`, deleted by DynamoDB some time after their `ttl` (epoch seconds). */
export class CacheTable extends Construct {
  readonly tableName: string;
  /** For whoever wants to grant more on it. */
  readonly table: ITable;
  readonly #arn: string;

  constructor(scope: Construct, id: string, props: CacheTableProps) {
    super(scope, id);
    const table = this.#table(props);
    this.tableName = table.name;
    this.#arn = table.arn;
    this.table = Table.fromTableArn(this, 'Named', table.arn);
  }

  /** Tells a function where the table is, and lets it make exactly the calls it makes. */
  grantTo(fn: CacheFunction): void {
    fn.setVariable(ENV.tableName, this.tableName);
    Grant.addToPrincipal({
      grantee: fn,
      actions: ['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resourceArns: [this.#arn],
    });
  }

  #table({ removalPolicy, replicaRegions, tableName }: CacheTableProps): NamedTable {
    if (tableName !== undefined) {
      return {
        name: tableName,
        arn: Stack.of(this).formatArn({ service: 'dynamodb', resource: 'table', resourceName: tableName }),
      };
    }
    return replicaRegions.length === 0
      ? this.#inOneRegion(removalPolicy)
      : this.#inRegions(removalPolicy, [Aws.REGION, ...replicaRegions]);
  }

  #inOneRegion(removalPolicy: RemovalPolicy): NamedTable {
    const table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      timeToLiveAttribute: 'ttl',
      billingMode: BillingMode.PAY_PER_REQUEST,
      // With DynamoDB's own key: one of KMS's costs a call for nearly every request.
      encryption: TableEncryption.DEFAULT,
      removalPolicy,
    });
    Validations.of(table).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'No point-in-time recovery: everything in the table can be loaded again, and expires anyway.',
    });
    return { name: table.tableName, arn: table.tableArn };
  }

  // The construct library's own global table wants to know its region; this stack fits any.
  #inRegions(removalPolicy: RemovalPolicy, regions: readonly string[]): NamedTable {
    const table = new CfnGlobalTable(this, 'GlobalTable', {
      attributeDefinitions: [{ attributeName: 'pk', attributeType: 'S' }],
      keySchema: [{ attributeName: 'pk', keyType: 'HASH' }],
      timeToLiveSpecification: { attributeName: 'ttl', enabled: true },
      billingMode: 'PAY_PER_REQUEST',
      // What replicas are fed from.
      streamSpecification: { streamViewType: 'NEW_AND_OLD_IMAGES' },
      replicas: regions.map((region) => ({ region })),
    });
    table.applyRemovalPolicy(removalPolicy);
    return { name: table.ref, arn: table.attrArn };
  }
}

interface NamedTable {
  readonly name: string;
  readonly arn: string;
}
