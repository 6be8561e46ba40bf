import { App } from 'aws-cdk-lib';
import { join } from 'node:path';
import { buildFunctions } from './build.ts';
import { StatlineStack } from './stack.ts';

const bundles = join(import.meta.dirname, '..', 'dist');
const { faults } = await buildFunctions({ outdir: bundles });
if (faults.length > 0) throw new Error(`The functions are over their budget: ${faults.join('; ')}`);

new StatlineStack(new App(), 'Statline', { bundles, description: 'A shared cache for sports data' });
