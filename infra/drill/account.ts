import type { Moto } from './moto.ts';

/** Faults of the deployed resources other than functions, one sentence each. */
export const accountFaults = async (moto: Moto, resources: ReadonlyMap<string, string>): Promise<readonly string[]> =>
  (await Promise.all([tableFaults(moto, resources), queueFaults(moto, resources), ruleFaults(moto, resources)])).flat();

const idStarting = (resources: ReadonlyMap<string, string>, start: string): string => {
  const found = [...resources].find(([id]) => id.startsWith(start));
  if (found === undefined) throw new Error(`${start}… was not deployed`);
  return found[1];
};

const tableFaults = async (moto: Moto, resources: ReadonlyMap<string, string>): Promise<readonly string[]> => {
  const body = { TableName: idStarting(resources, 'CacheTable') };
  const { Table } = (await moto.json('dynamodb', { target: 'DynamoDB_20120810.DescribeTable', body })) as {
    Table: { KeySchema: unknown; BillingModeSummary?: { BillingMode: string } };
  };
  return [
    ...unless('the table is keyed by pk', JSON.stringify(Table.KeySchema).includes('"pk"')),
    ...unless('the table is on demand', Table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST'),
  ];
};

const queueFaults = async (moto: Moto, resources: ReadonlyMap<string, string>): Promise<readonly string[]> => {
  const QueueUrl = idStarting(resources, 'RefreshQueueA');
  const { Attributes } = (await moto.json('sqs', {
    target: 'AmazonSQS.GetQueueAttributes',
    body: { QueueUrl, AttributeNames: ['All'] },
  })) as { Attributes: Readonly<Record<string, string>> };
  const { EventSourceMappings } = (await moto.json('lambda', { path: '/2015-03-31/event-source-mappings/' })) as {
    EventSourceMappings: readonly { EventSourceArn: string; FunctionArn: string }[];
  };
  const fed = EventSourceMappings.find(({ EventSourceArn }) => EventSourceArn === Attributes.QueueArn);
  return [
    ...unless('the queue has a dead-letter queue', Attributes.RedrivePolicy?.includes('maxReceiveCount') === true),
    ...unless('the queue feeds the refresh function', fed?.FunctionArn.includes('Refresh') === true),
  ];
};

const ruleFaults = async (moto: Moto, resources: ReadonlyMap<string, string>): Promise<readonly string[]> => {
  // The rules' permissions to invoke have no name.
  const names = [...resources]
    .filter(([id, name]) => id.startsWith('Schedules') && name !== '')
    .map(([, name]) => name);
  const faults = await Promise.all(
    names.map(async (Rule) => {
      const { Targets } = (await moto.json('events', {
        target: 'AWSEvents.ListTargetsByRule',
        body: { Rule },
      })) as { Targets: readonly { Arn: string }[] };
      return unless(`${Rule} has a function for its target`, Targets.length === 1);
    }),
  );
  return [
    ...unless(
      'there are scheduled rules',
      names.some((name) => name.includes('Purge')),
    ),
    ...faults.flat(),
  ];
};

const unless = (claim: string, holds: boolean): readonly string[] => (holds ? [] : [`not true: ${claim}`]);
