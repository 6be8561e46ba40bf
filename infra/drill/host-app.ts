import { App, Stack } from 'aws-cdk-lib';
import { join } from 'node:path';
import { Statline } from '../constructs/statline.ts';

// An application of somebody else's, with two deployments in one stack. The functions are those that the drill has built.

const app = new App();
const stack = new Stack(app, 'Host');
const apiKeysSecret = app.node.getContext('apiKeysSecret') as string;
for (const id of ['Scores', 'Odds']) {
  new Statline(stack, id, { bundles: join(import.meta.dirname, '..', '..', 'dist'), apiKeysSecret });
}
