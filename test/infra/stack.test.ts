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
  mkdirSync(join(folder, 'api'));
  writeFileSync(join(folder, 'api', 'lambda.mjs'), 'export const handler = () => {};');
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

  it('lets the function read and write batches of its own table, and nothing else', () => {
    const policies = Object.values(template.findResources('AWS::IAM::Policy'));
    expect(policies).toHaveLength(1);
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: ['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem'],
            Effect: 'Allow',
            Resource: [{ 'Fn::GetAtt': ['CacheTableCDD8F844', 'Arn'] }],
          },
        ],
      },
    });
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
