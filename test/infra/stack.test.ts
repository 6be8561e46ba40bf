import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENV } from '../../lib/config.ts';
import { DEFAULT_ROUTE, PREFLIGHT_ROUTE, ROUTE_KEYS } from '../../lib/http/route-keys.ts';
import { MCP_ROUTE_KEYS } from '../../lib/http/mcp-routes.ts';
import { WEB_ROUTE_KEYS } from '../../lib/http/web-routes.ts';
import { findingsOf, templateOf } from './stack-template.ts';

let template: Template;
beforeAll(() => {
  template = templateOf();
});

const idsOf = (type: string, of: Template = template): readonly string[] => Object.keys(of.findResources(type)).sort();

describe('what has a state', () => {
  it('keeps its logical id: another one would replace it, and what it holds would be lost', () => {
    expect(idsOf('AWS::DynamoDB::Table')).toEqual(['CacheTableCDD8F844']);
    expect(idsOf('AWS::SecretsManager::Secret')).toEqual(['ApiKeysSecretB83EF122']);
    expect(idsOf('AWS::SQS::Queue')).toEqual(['RefreshQueueA032598A', 'RefreshQueueDead47F81C2C']);
    expect(idsOf('AWS::DynamoDB::GlobalTable', templateOf({ replicaRegions: 'eu-west-1' }))).toEqual([
      'CacheTableGlobalTableDA080154',
    ]);
  });

  it('keeps what makes CloudFormation generate a new admin key', () => {
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: {
        SecretStringTemplate: '{"keys":[]}',
        GenerateStringKey: 'adminKey',
        PasswordLength: 40,
        ExcludePunctuation: true,
      },
    });
  });

  it('goes with the stack, or stays, as configured', () => {
    for (const [removalPolicy, DeletionPolicy] of [
      ['destroy', 'Delete'],
      ['retain', 'Retain'],
    ]) {
      const kept = templateOf({ removalPolicy });
      kept.hasResource('AWS::DynamoDB::Table', { DeletionPolicy });
      kept.hasResource('AWS::SecretsManager::Secret', { DeletionPolicy });
    }
  });
});

describe('the table', () => {
  it('is on demand, keyed by pk and emptied by ttl', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  it('has replicas where they are asked for, and may be another region’s', () => {
    templateOf({ replicaRegions: 'eu-west-1,eu-central-1' }).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [{ Region: { Ref: 'AWS::Region' } }, { Region: 'eu-west-1' }, { Region: 'eu-central-1' }],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
    const second = templateOf({ tableName: 'statline-table' });
    expect([...idsOf('AWS::DynamoDB::Table', second), ...idsOf('AWS::DynamoDB::GlobalTable', second)]).toEqual([]);
    second.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ [ENV.tableName]: 'statline-table' }) },
    });
  });
});

describe('the functions', () => {
  it('run on the runtime they are built for, traced, with logs that end', () => {
    for (const { Properties } of Object.values(template.findResources('AWS::Lambda::Function'))) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'lambda.handler',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
    }
    const withTable = template.findResources('AWS::Lambda::Function', {
      Properties: { Environment: { Variables: { [ENV.tableName]: { Ref: 'CacheTableCDD8F844' } } } },
    });
    expect(Object.keys(withTable)).toHaveLength(4);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  it('that run by the clock run once at a time, and are not repeated', () => {
    const reserved = template.findResources('AWS::Lambda::Function', {
      Properties: { ReservedConcurrentExecutions: 1 },
    });
    expect(
      Object.keys(reserved)
        .map((id) => id.replace(/Function.*/, ''))
        .sort(),
    ).toEqual(['Purge', 'Warm']);
    template.resourcePropertiesCountIs('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 }, 2);
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(10 minutes)' });
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)' });
    const small = templateOf({ reserveConcurrency: 'false', warmMinutes: '0' });
    expect(JSON.stringify(small.toJSON())).not.toContain('ReservedConcurrentExecutions');
    small.resourceCountIs('AWS::Events::Rule', 1);
  });

  it('may make exactly the calls they make, on their own resources', () => {
    const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    const table = ['BatchGetItem', 'BatchWriteItem', 'PutItem', 'UpdateItem'].map((call) => `dynamodb:${call}`);
    const xray = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
    const always = [...logs, ...table, ...xray];
    const receive = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
    expect(grants()).toEqual({
      Api: [...always, 'secretsmanager:GetSecretValue', 'sqs:SendMessage'].sort(),
      Mcp: [...logs, ...xray, 'secretsmanager:GetSecretValue'].sort(),
      Purge: [...always, 'sqs:SendMessage'].sort(),
      Refresh: [...always, ...receive].sort(),
      Warm: always.toSorted(),
      Web: [...logs, ...xray].sort(),
    });
  });

  it('that answers with pages has variables of its own, and nobody’s credentials', () => {
    const of = templateOf({
      upstashSecret: 'statline/upstash',
      corsOrigins: 'https://example.org',
      leagues: 'nba,nfl',
    });
    of.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('pages'),
      Environment: {
        Variables: { [ENV.keysNeeded]: 'true', [ENV.corsOrigins]: 'https://example.org', [ENV.leagues]: 'nba,nfl' },
      },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('pages'),
      Environment: { Variables: { [ENV.keysNeeded]: 'true' } },
    });
  });

  it('have no resource that is a star, X-Ray’s excepted, and no managed policy', () => {
    for (const { Action, Resource } of statements()) {
      const calls = [Action].flat();
      expect(calls.some((call) => call.includes('*'))).toBe(false);
      if (!calls.every((call) => call.startsWith('xray:'))) expect(JSON.stringify(Resource)).not.toContain('*');
    }
    expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).not.toContain('ManagedPolicyArns');
  });
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const policies = (): readonly (readonly [id: string, readonly Statement[]])[] =>
  Object.entries(
    template.findResources('AWS::IAM::Policy') as Record<
      string,
      { Properties: { PolicyDocument: { Statement: Statement[] } } }
    >,
  ).map(([id, { Properties }]) => [id, Properties.PolicyDocument.Statement]);

const statements = (): readonly Statement[] => policies().flatMap(([, all]) => all);

const grants = (): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    policies().map(([id, all]) => [id.replace(/Function.*/, ''), all.flatMap(({ Action }) => Action).sort()]),
  );

describe('the API', () => {
  it('has exactly the routes that the function answers and one for everything else, in payload format 2.0', () => {
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route')) as {
      Properties: { RouteKey: string };
    }[];
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(
      [...ROUTE_KEYS, ...WEB_ROUTE_KEYS, ...MCP_ROUTE_KEYS, DEFAULT_ROUTE].sort(),
    );
    const withCors = Object.values(
      templateOf({ corsOrigins: 'https://example.org' }).findResources('AWS::ApiGatewayV2::Route'),
    );
    expect(withCors).toContainEqual(
      expect.objectContaining({ Properties: expect.objectContaining({ RouteKey: PREFLIGHT_ROUTE }) as object }),
    );
    template.allResourcesProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
  });

  it('is throttled and logged, without the headers that hold keys', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      AccessLogSettings: { Format: Match.not(Match.stringLikeRegexp('header|authorizer')) },
    });
  });

  it('throttles what is no route more narrowly, and the pages', () => {
    const pages = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 60 };
    template.hasResource('AWS::ApiGatewayV2::Stage', {
      Properties: {
        RouteSettings: {
          $default: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
          ...Object.fromEntries([...WEB_ROUTE_KEYS, ...MCP_ROUTE_KEYS.slice(1)].map((key) => [key, pages])),
        },
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^HttpApiANYdocs'), Match.stringLikeRegexp('^HttpApiOther')]),
    });
  });

  it('keeps the resource that the route of / has always had', () => {
    const root = Object.entries(template.findResources('AWS::ApiGatewayV2::Route')).find(
      ([, { Properties }]) => (Properties as { RouteKey: string }).RouteKey === 'ANY /',
    );
    expect(root?.[0]).toBe('HttpApiGET79004AE5');
  });

  it('needs one permission in the policy of each function, which holds 20 KB, however many routes there are', () => {
    const permissions = Object.values(
      template.findResources('AWS::Lambda::Permission', { Properties: { Principal: 'apigateway.amazonaws.com' } }),
    );
    expect(permissions).toHaveLength(3);
    // Every statement of a policy comes to about as much as its resource here.
    const all = Object.values(template.findResources('AWS::Lambda::Permission'));
    expect(JSON.stringify(all).length).toBeLessThan(10_000);
  });

  it('is never open: the functions behind it are told where its keys are', () => {
    for (const context of [{}, { apiKeysSecret: 'statline/keys' }]) {
      const of = templateOf(context);
      const told = Object.entries(of.findResources('AWS::Lambda::Function'))
        .filter(([, { Properties }]) => JSON.stringify(Properties).includes(ENV.apiKeysSecret))
        .map(([id]) => id.replace(/Function.*/, ''));
      expect(told.sort()).toEqual(['Api', 'Mcp']);
    }
  });

  it('tells at the end where it is, and how to read the keys', () => {
    expect(Object.keys(template.findOutputs('*')).sort()).toEqual(['ApiUrl', 'DashboardUrl', 'ReadKeys']);
  });
});

describe('the refresh queue', () => {
  it('sets a key aside after three tries, longer than the function may take', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { maxReceiveCount: 3 },
      VisibilityTimeout: 180,
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

describe('the credentials', () => {
  const template = (): string =>
    JSON.stringify(
      templateOf({
        upstashSecret: 'statline/upstash',
        upstream: 'rapidapi',
        rapidApiSecret: 'statline/rapidapi',
        dailyBudget: 1000,
        leagues: 'nfl',
      }).toJSON(),
    );

  it('are references that CloudFormation resolves', () => {
    for (const field of ['statline/upstash:SecretString:url', 'statline/upstash:SecretString:token']) {
      expect(template()).toContain(`{{resolve:secretsmanager:${field}::}}`);
    }
    expect(template()).toContain('{{resolve:secretsmanager:statline/rapidapi:SecretString:key::}}');
  });
});

describe('AWS’s own rules (cdk-nag)', () => {
  it.each([{}, { replicaRegions: 'eu-west-1', alarmEmail: 'ops@example.org' }, { apiKeysSecret: 'statline/keys' }])(
    'find nothing, what is acknowledged with a reason excepted: %j',
    (context) => expect(findingsOf(context)).toEqual([]),
  );
});
