import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { lazy } from '../../lib/async/lazy.ts';
import { readConfig } from '../../lib/config.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { createLazyLog } from '../../lib/telemetry/lazy-log.ts';
import { SERVICE } from '../../lib/telemetry/metric-names.ts';
import { VERSION } from '../../lib/version.ts';
import { allowOrigins } from '../allow-origins.ts';
import { createKeySource } from '../auth/key-source.ts';
import { createWrongKeys } from '../auth/wrong-keys.ts';
import { checkEvent } from '../check-event.ts';
import {
  answerHead,
  answerProblems,
  createRequestLog,
  drainBackground,
  stampReplies,
  traceRequests,
} from '../middleware.ts';
import { createMcp } from './handler.ts';
import { requireKeyForTools } from './open.ts';

const log = createLazyLog(async () => {
  const { Logger } = await import('@aws-lambda-powertools/logger');
  return new Logger({ serviceName: SERVICE.mcp });
}, console);
const { apiKeys, corsOrigins, logSample } = readConfig(process.env);
// Outside AWS the address that callers use may lead here from there only: a container's port, a proxy with TLS.
const { STATLINE_API_URL: apiUrl } = process.env;
const requestLines = lazy(async () => (await import('../request-lines.ts')).createRequestLines({ log, clock: Date }));
const { listed, secret } = apiKeys;
const keys = createKeySource({
  listed,
  // The first key that is in no variable loads the SDK.
  readSecret: secret === undefined ? undefined : async () => (await import('../auth/secret.ts')).readSecret(secret),
  clock: Date,
  onFailure: (error) => log.error('API keys unavailable', { error }),
});
const wrongKeys = createWrongKeys({ clock: Date, onTooMany: () => log.warn('too many wrong API keys', {}) });

const answerRequest = middy<APIGatewayProxyEventV2, Reply>()
  // First, and so the last to end: lines are written before the environment is frozen.
  .use(drainBackground(() => log.settled()))
  .use(answerHead())
  .use(checkEvent())
  .use(stampReplies({ clock: Date, onReplied: createRequestLog({ lines: requestLines, sample: logSample }) }))
  .use(corsOrigins.length === 0 ? [] : allowOrigins(corsOrigins))
  .use(answerProblems({ onUnexpected: (error) => log.error('request failed', { error }) }))
  .use(requireKeyForTools({ keys, wrongKeys }))
  .handler(
    createMcp({
      version: VERSION,
      corsOrigins,
      apiUrl,
      fetch: (url, init) => fetch(url, init),
      onError: (error) => log.warn('MCP request refused', { fault: error.message }),
    }),
  );

export const handler = traceRequests(answerRequest);
