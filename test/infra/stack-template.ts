import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDeploymentConfig, stackNameOf } from '../../infra/deployment-config.ts';
import { StatlineStack } from '../../infra/stack.ts';

type Context = Readonly<Record<string, unknown>>;

/** The template of a deployment with this context, over functions that do nothing. */
export const templateOf = (context: Context = {}): Template =>
  withBundles((bundles) => Template.fromStack(stackOf(new App(), bundles, context)));

/** What the rules of AWS Solutions find fault with, one line a finding. */
export const findingsOf = (context: Context = {}): readonly string[] =>
  withBundles((bundles) => {
    const app = new App();
    const stack = stackOf(app, bundles, context);
    const checks = new AwsSolutionsChecks(app);
    Validations.of(app).addPlugins(checks);
    // The pack walks the tree that it is given; so its report can be had without a process that fails.
    const report = checks.validate({ appConstruct: stack, templatePaths: [] } as never);
    return report.violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${String(constructPath)}`),
    );
  });

const stackOf = (app: App, bundles: string, context: Context): StatlineStack => {
  const config = readDeploymentConfig(context);
  return new StatlineStack(app, stackNameOf(config), { bundles, config });
};

/** Functions that do nothing, for as long as they are needed. */
export const withBundles = <T>(use: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'statline-stack-'));
  try {
    for (const name of ['api', 'refresh', 'purge', 'warm', 'web', 'mcp']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'lambda.mjs'), 'export const handler = () => {};');
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
