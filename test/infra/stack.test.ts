import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StatlineStack } from '../../infra/stack.ts';
import { ENV } from '../../lib/config.ts';
import { ROUTE_KEYS } from '../../lib/http/route-keys.ts';

let folder: string;
let template: Template;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statline-stack-'));
  for (const name of ['api', 'refresh', 'purge']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'lambda.mjs'), 'export const handler = () => {};');
  }
  template = Template.fromStack(new StatlineStack(new App(), 'Statline', { bundles: folder }));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the stack', () => {
  it('keeps its table: another logical id would replace it', () => {
    expect(Object.keys(template.findResources('AWS::DynamoDB::Table'))).toEqual(['CacheTableCDD8F844']);
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  it('runs the function on the runtime it is built for, and tells it where the table is', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'lambda.handler',
      Environment: { Variables: { [ENV.tableName]: { Ref: 'CacheTableCDD8F844' } } },
    });
  });

  it('lets each function make exactly the calls it makes, on its own resources', () => {
    const policies = Object.values(template.findResources('AWS::IAM::Policy')) as {
      Properties: { PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] } };
    }[];
    const granted = policies.map(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }) => Action)
        .map((action) => action.replace(/^(dynamodb|sqs):/, ''))
        .sort(),
    );
    const table = ['BatchGetItem', 'BatchWriteItem', 'PutItem', 'UpdateItem'];
    const receive = ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ReceiveMessage'];
    expect(granted.sort((x, y) => x.length - y.length)).toEqual([
      table,
      [...table, 'SendMessage'].sort(),
      [...receive, ...table].sort(),
    ]);
    const resources = policies.flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.map(({ Resource }) => Resource),
    );
    expect(resources.some((resource) => JSON.stringify(resource).includes('"*"'))).toBe(false);
  });

  it('sets a refresh aside after three tries, and reconciles purges by the clock', () => {
    template.hasResourceProperties('AWS::SQS::Queue', { RedrivePolicy: { maxReceiveCount: 3 } });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(10 minutes)' });
  });

  it('has exactly the routes that the function answers, none of them open', () => {
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route')) as {
      Properties: { RouteKey: string; AuthorizationType: string };
    }[];
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual([...ROUTE_KEYS].sort());
    expect(new Set(routes.map(({ Properties }) => Properties.AuthorizationType))).toEqual(new Set(['AWS_IAM']));
  });

  it('speaks payload format 2.0', () => {
    template.allResourcesProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
    template.hasOutput('ApiUrl', Match.anyValue());
  });
});
