import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { join } from 'node:path';
import { buildFunctions } from './build.ts';
import { readDeploymentConfig, stackNameOf } from './deployment-config.ts';
import { StatlineStack } from './stack.ts';

const app = new App();
// Before the build: who mistyped a key should not wait for it.
const config = readDeploymentConfig(app.node.getAllContext() as Record<string, unknown>);

const bundles = join(import.meta.dirname, '..', 'dist');
const { faults } = await buildFunctions({ outdir: bundles });
if (faults.length > 0) throw new Error(`The functions are over their budget: ${faults.join('; ')}`);

new StatlineStack(app, stackNameOf(config), { bundles, config, description: 'A shared cache for sports data' });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
