import { createStack } from '../../functions/api/stack.ts';

/** The middleware of the api function around a handler that answers always the same. */
export const handler = createStack({
  settled: () => Promise.resolve(),
  drain: () => Promise.resolve(),
  clock: Date,
  onReplied: () => undefined,
  onUnexpected: () => undefined,
  keys: undefined,
  wrongKeys: { count: () => undefined },
  cors: [],
}).handler(() => Promise.resolve({ statusCode: 200, headers: {}, body: '{}', isBase64Encoded: false }));
