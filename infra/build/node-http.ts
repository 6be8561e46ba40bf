import type { Plugin } from 'esbuild';

const NAMESPACE = 'node-http';

/**
 * Has what is bundled, the AWS SDK above all, ask the process for `node:http`. An import of it reads all that it exports,
 * and one of those loads the whole of `fetch`: 35 ms of CPU of a cold start, for nothing.
 */
export const nodeHttpAtHand: Plugin = {
  name: 'node:http without fetch',
  setup(own) {
    own.onResolve({ filter: /^(?:node:)?http$/ }, () => ({ path: 'node:http', namespace: NAMESPACE }));
    own.onLoad({ filter: /./, namespace: NAMESPACE }, () => ({
      contents: `module.exports = process.getBuiltinModule('node:http');`,
    }));
  },
};
