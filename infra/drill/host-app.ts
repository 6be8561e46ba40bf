import { App, Stack } from 'aws-cdk-lib';
import { join } from 'node:path';
import { Statline } from '../constructs/statline.ts';

// An application of somebody else's, with two deployments in one stack. The functions are those that the drill has built.

const app = new App();
const stack = new Stack(app, 'Host');
// As the example does: CDK writes down dependencies that are plain from the properties as well.
stack.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
const apiKeysSecret = app.node.tryGetContext('apiKeysSecret') as string | undefined;
for (const id of ['Scores', 'Odds']) {
  new Statline(stack, id, {
    bundles: join(import.meta.dirname, '..', '..', 'dist'),
    ...(apiKeysSecret !== undefined && { apiKeysSecret }),
  });
}
