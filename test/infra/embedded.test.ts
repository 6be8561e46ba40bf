import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { Statline, type StatlineProps } from '../../infra/constructs/statline.ts';
import { DeploymentConfigError } from '../../infra/deployment-config.ts';
import { withBundles } from './stack-template.ts';

/** The template of a stack of somebody else's with these in it. */
const hostOf = (
  props: Readonly<Record<string, StatlineProps>>,
  use: (statlines: Readonly<Record<string, Statline>>, stack: Stack) => void = () => undefined,
  stackName = 'Shop',
): Template =>
  withBundles((bundles) => {
    const stack = new Stack(new App(), stackName);
    const created = Object.entries(props).map(
      ([id, given]) => [id, new Statline(stack, id, { ...given, bundles })] as const,
    );
    use(Object.fromEntries(created), stack);
    return Template.fromStack(stack);
  });

const namespacesOf = (template: Template): readonly string[] => {
  const text = JSON.stringify(template.toJSON());
  return [...new Set(text.match(/(?<="(?:Namespace|METRICS_NAMESPACE)":")Statline[^"]*/g) ?? [])].sort();
};

describe('two constructs in one stack', () => {
  it('have no resource, name or metric in common', () => {
    const alone = hostOf({ Scores: {} }).toJSON() as { Resources: object; Outputs: object };
    const template = hostOf({ Scores: {}, Odds: {} });
    const both = template.toJSON() as { Resources: object; Outputs: object };
    expect(Object.keys(both.Resources)).toHaveLength(2 * Object.keys(alone.Resources).length);
    expect(Object.keys(both.Outputs)).toHaveLength(2 * Object.keys(alone.Outputs).length);
    expect(namespacesOf(template)).toEqual([
      expect.stringMatching(/^Statline\/shop-odds-\w{8}$/),
      expect.stringMatching(/^Statline\/shop-scores-\w{8}$/),
    ]);
    const queries = Object.values(template.findResources('AWS::Logs::QueryDefinition')) as {
      Properties: { Name: string };
    }[];
    const names = queries.map(({ Properties }) => Properties.Name);
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toMatch(/^Shop\/(Scores|Odds)\//);
  });

  it('write to their own table and no other', () => {
    const template = hostOf({ Scores: {}, Odds: {} });
    const functions = Object.entries(template.findResources('AWS::Lambda::Function')) as [
      string,
      { Properties: { Environment?: { Variables: { TABLE_NAME?: { Ref: string } } } } },
    ][];
    for (const [id, { Properties }] of functions) {
      const table = Properties.Environment?.Variables.TABLE_NAME?.Ref;
      if (table !== undefined) expect(table.slice(0, 4)).toBe(id.slice(0, 4));
    }
  });

  it('may be in stacks of the same name in other accounts, and in stacks with long names', () => {
    const [name = ''] = namespacesOf(hostOf({ Scores: {} }, undefined, 'A-Very-Long-Name-Of-A-Stack-Of-Somebodys'));
    expect(name).toMatch(/^Statline\/[a-z][a-z0-9-]{0,28}[a-z0-9]$/);
  });
});

describe('the construct', () => {
  it('hands on what an application wants of it', () => {
    hostOf({ Scores: { alarmEmail: 'ops@example.com' } }, ({ Scores }, stack) => {
      expect(stack.resolve(Scores?.url)).toMatchObject({ 'Fn::Join': expect.anything() as unknown });
      expect(stack.resolve(Scores?.topic?.topicArn)).toMatchObject({ Ref: expect.any(String) as unknown });
      expect(stack.resolve(Scores?.table.tableName)).toBeDefined();
      expect(stack.resolve(Scores?.queue.queueUrl)).toMatchObject({ Ref: expect.any(String) as unknown });
      expect(stack.resolve(Scores?.api.apiId)).toMatchObject({ Ref: expect.any(String) as unknown });
      expect(Scores?.alarms.length).toBeGreaterThan(8);
    });
    hostOf({ Scores: {} }, ({ Scores }) => expect(Scores?.topic).toBeUndefined());
  });

  it('takes a name of its own', () => {
    expect(namespacesOf(hostOf({ Scores: { name: 'eu-2' } }))).toEqual(['Statline/eu-2']);
  });

  it.each([
    [{ leagues: ['xfl'] }, 'LEAGUES must be a list of'],
    [{ warmMinutes: -1 }, "Statline's properties are wrong: warmMinutes must be a whole number from 0 to 1440"],
    [{ warmMinuts: 5 }, 'warmMinuts is not a key; there are'],
    [{ domain: 'scores.example.com' }, 'domain and certificateArn go together'],
  ])('refuses what is wrong with %j', (props, message) => {
    const host = (): unknown => hostOf({ Scores: props as StatlineProps });
    expect(host).toThrow(DeploymentConfigError);
    expect(host).toThrow(message);
  });
});

describe('a domain', () => {
  const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/0b1c2d3e-1111-2222-3333-444455556666';
  const props = { domain: 'Scores.Example.com', certificateArn };

  it('is answered under with its certificate, and nothing is looked up', () => {
    const template = hostOf({ Scores: props }, ({ Scores }) => expect(Scores?.url).toBe('https://scores.example.com'));
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'scores.example.com',
      DomainNameConfigurations: [Match.objectLike({ CertificateArn: certificateArn, EndpointType: 'REGIONAL' })],
    });
    template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    template.resourceCountIs('AWS::Route53::RecordSet', 0);
    template.hasOutput('*', { Description: 'What a CNAME record of the domain points to' });
  });

  it('has a record where a hosted zone is named', () => {
    const template = hostOf({ Scores: { ...props, hostedZoneId: 'Z0123456789ABC' } });
    template.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'scores.example.com',
      Type: 'A',
      HostedZoneId: 'Z0123456789ABC',
    });
  });

  it('wants a certificate of its own region', () => {
    const inFrankfurt = (): void =>
      withBundles((bundles) => {
        const stack = new Stack(new App(), 'Shop', { env: { region: 'eu-central-1' } });
        new Statline(stack, 'Scores', { ...props, bundles });
      });
    expect(inFrankfurt).toThrow('certificateArn is of eu-west-1, and the stack is in eu-central-1');
  });
});

describe('a monthly budget', () => {
  it('tells before it is spent, when it is, and when it will be', () => {
    const template = hostOf({ Scores: { monthlyBudget: 20, alarmEmail: 'ops@example.com' } });
    template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: 20, Unit: 'USD' }, BudgetType: 'COST', TimeUnit: 'MONTHLY' },
      NotificationsWithSubscribers: [
        ['ACTUAL', 80],
        ['ACTUAL', 100],
        ['FORECASTED', 100],
      ].map(([NotificationType, Threshold]) =>
        Match.objectLike({
          Notification: Match.objectLike({ NotificationType, Threshold }),
          Subscribers: [{ Address: 'ops@example.com', SubscriptionType: 'EMAIL' }],
        }),
      ),
    });
    hostOf({ Scores: {} }).resourceCountIs('AWS::Budgets::Budget', 0);
  });
});
