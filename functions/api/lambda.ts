import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { minutes } from '../../lib/cache/index.ts';
import { readConfig } from '../../lib/config.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { createPredictor } from '../../lib/sports/prediction/predictor.ts';
import { logEvents } from '../../lib/telemetry/log-events.ts';
import { SERVICE } from '../../lib/telemetry/metric-names.ts';
import { createKeySource } from '../auth/key-source.ts';
import { requireKey } from '../auth/require-key.ts';
import { compose } from '../compose/compose.ts';
import { answerProblems, drainBackground, stampReplies } from '../middleware.ts';
import { createApiDeps } from './request/deps.ts';
import { createApi } from './handler.ts';

// Module scope survives warm invocations: the memory tier that compose() makes here is the L1.
const log = new Logger({ serviceName: SERVICE.api });
const config = readConfig(process.env);
const composition = compose(config, logEvents(log), {
  service: SERVICE.api,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  flushEvery: minutes(1),
  onFlushFailure: (error) => log.warn('usage not handed on', error as Error),
});
const { cache, resources, upstream, calendar, ledgers, refreshQueue, defer, drain } = composition;
const labelled = { ...upstream, label: config.upstreamLabel };
const leagues = config.leagues.filter((id) => upstream.leagues.includes(id));
const { listed, secret } = config.apiKeys;
const keys = createKeySource({
  listed,
  // The SDK is loaded by the first question that needs it.
  readSecret: secret === undefined ? undefined : async () => (await import('../auth/secret.ts')).readSecret(secret),
  clock: Date,
  onFailure: (error) => log.error('API keys not read', error as Error),
});

export const handler = middy<APIGatewayProxyEventV2, Reply>()
  .use(stampReplies({ clock: Date }))
  .use(answerProblems({ onUnexpected: (error) => log.error('request failed', error) }))
  .use(requireKey({ keys }))
  .use(drainBackground(drain))
  .handler(
    createApi(
      createApiDeps({
        cache,
        resources,
        clock: Date,
        calendar,
        ledgers,
        leagues,
        upstream: labelled,
        predictor:
          refreshQueue &&
          createPredictor({
            cache,
            send: (messages) => refreshQueue.send(messages),
            clock: Date,
            defer,
            onFailure: (error) => log.warn('prediction not handed over', error as Error),
          }),
        // By hand, now and then: in a chunk of its own.
        async warming() {
          const { warmingOf } = await import('../warm/warming-of.ts');
          return warmingOf(config, composition, {
            onFailure: (what, error) => log.warn('not warmed', { what, error: error as Error }),
          });
        },
      }),
    ),
  );
