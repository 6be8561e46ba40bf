import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readConfig } from '../../lib/config.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { VERSION } from '../../lib/version.ts';
import { allowOrigins } from '../allow-origins.ts';
import { createKeySource } from '../auth/key-source.ts';
import { createWrongKeys } from '../auth/wrong-keys.ts';
import { checkEvent } from '../check-event.ts';
import { answerHead, answerProblems, stampReplies } from '../middleware.ts';
import { createMcp } from './handler.ts';
import { requireKeyForTools } from './open.ts';

const { apiKeys, corsOrigins } = readConfig(process.env);
const { listed, secret } = apiKeys;
const keys = createKeySource({
  listed,
  // The first key that is in no variable loads the SDK.
  readSecret: secret === undefined ? undefined : async () => (await import('../auth/secret.ts')).readSecret(secret),
  clock: Date,
  onFailure: (error) => console.error('API keys unavailable', error),
});
const wrongKeys = createWrongKeys({ clock: Date, onTooMany: () => console.warn('too many wrong API keys') });

export const handler = middy<APIGatewayProxyEventV2, Reply>()
  .use(answerHead())
  .use(checkEvent())
  .use(stampReplies({ clock: Date }))
  .use(corsOrigins.length === 0 ? [] : allowOrigins(corsOrigins))
  .use(answerProblems({ onUnexpected: (error) => console.error('request failed', error) }))
  .use(requireKeyForTools({ keys, wrongKeys }))
  .handler(
    createMcp({
      version: VERSION,
      corsOrigins,
      fetch: (url, init) => fetch(url, init),
      onError: (error) => console.warn('MCP request refused', error.message),
    }),
  );
