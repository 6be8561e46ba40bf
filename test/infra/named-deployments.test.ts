import { describe, expect, it } from 'vitest';
import { readDeploymentConfig, stackNameOf } from '../../infra/deployment-config.ts';
import { templateOf } from './stack-template.ts';

/** Every CloudWatch namespace of Statline's own that a text speaks of. */
const namespacesIn = (value: unknown): readonly string[] => {
  const found = JSON.stringify(value).match(/(?<=\\*"(?:Namespace|METRICS_NAMESPACE)\\*":\\*")Statline[^"\\]*/gi) ?? [];
  // A dashboard is a text in which a metric is a list that begins with its namespace.
  const listed = JSON.stringify(value).match(/(?<=\[\\*")Statline[^"\\]*/g) ?? [];
  return [...new Set([...found, ...listed])];
};

describe('two deployments in one account', () => {
  const names = [undefined, 'staging', 'eu-2'];
  const templates = names.map((name) => ({
    stack: stackNameOf(readDeploymentConfig({ name })),
    template: templateOf({ name }),
  }));

  it('are stacks of their own', () => {
    expect(templates.map(({ stack }) => stack)).toEqual(['Statline', 'Statline-staging', 'Statline-eu-2']);
  });

  it('have metrics, alarms and a dashboard of their own', () => {
    for (const [index, { template }] of templates.entries()) {
      const namespace = names[index] === undefined ? 'Statline' : `Statline/${names[index]}`;
      expect(namespacesIn(template.findResources('AWS::CloudWatch::Alarm'))).toEqual([namespace]);
      expect(namespacesIn(template.findResources('AWS::CloudWatch::Dashboard'))).toEqual([namespace]);
      const functions = Object.values(template.findResources('AWS::Lambda::Function'));
      for (const { Properties } of functions as { Properties: { Environment?: { Variables: object } } }[]) {
        // The functions of the pages and of agents have no tiers, and write no metrics.
        if (Properties.Environment === undefined || !('TABLE_NAME' in Properties.Environment.Variables)) continue;
        const own = names[index] === undefined ? {} : { METRICS_NAMESPACE: namespace };
        expect(Properties.Environment.Variables).toMatchObject(own);
        if (names[index] === undefined)
          expect(Properties.Environment.Variables).not.toHaveProperty('METRICS_NAMESPACE');
      }
    }
  });

  it('name no resource with a name that both would take', () => {
    for (const { template } of templates) {
      const resources = template.toJSON().Resources as Record<string, { Properties?: Record<string, unknown> }>;
      const named = Object.values(resources).flatMap(({ Properties = {} }) =>
        [
          'TableName',
          'QueueName',
          'FunctionName',
          'DashboardName',
          'AlarmName',
          'TopicName',
          'RoleName',
          'LogGroupName',
        ]
          .map((key) => Properties[key])
          .filter((value) => typeof value === 'string'),
      );
      expect(named).toEqual([]);
    }
  });
});
