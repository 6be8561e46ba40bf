import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { lazy } from '../../lib/async/lazy.ts';
import { minutes } from '../../lib/cache/index.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { createPredictor } from '../../lib/sports/prediction/predictor.ts';
import { createLazyLog } from '../../lib/telemetry/lazy-log.ts';
import { logEvents } from '../../lib/telemetry/log-events.ts';
import { SERVICE } from '../../lib/telemetry/metric-names.ts';
import { createKeySource } from '../auth/key-source.ts';
import { requireKey } from '../auth/require-key.ts';
import { createWrongKeys } from '../auth/wrong-keys.ts';
import { checkEvent } from '../check-event.ts';
import { compose } from '../compose/compose.ts';
import { readFunctionConfig } from '../compose/function-config.ts';
import { answerProblems, drainBackground, stampReplies } from '../middleware.ts';
import { createApiDeps } from './request/deps.ts';
import { createApi } from './handler.ts';
import { matchRoute } from './match-route.ts';

// Module scope survives warm invocations: the memory tier made here is the L1.
const log = createLazyLog(async () => {
  const { Logger } = await import('@aws-lambda-powertools/logger');
  return new Logger({ serviceName: SERVICE.api });
}, console);
const config = await readFunctionConfig(process.env);
const composition = compose(config, logEvents(log), {
  service: SERVICE.api,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  flushEvery: minutes(1),
  onFlushFailure: (error) => log.warn('usage flush failed', { error }),
});
const { cache, resources, upstream, calendar, ledgers, popularity, refreshQueue, defer, drain } = composition;
const labelled = { ...upstream, label: config.upstreamLabel };
const leagues = config.leagues.filter((id) => upstream.leagues.includes(id));
const { listed, secret } = config.apiKeys;
const keys = createKeySource({
  listed,
  // The first question that needs the SDK loads it.
  readSecret: secret === undefined ? undefined : async () => (await import('../auth/secret.ts')).readSecret(secret),
  clock: Date,
  onFailure: (error) => log.error('API keys unavailable', { error }),
});
const wrongKeys = createWrongKeys({ clock: Date, onTooMany: () => log.warn('too many wrong API keys', {}) });

const { corsOrigins } = config;

// Rare: loaded when a purge has failed in every tier.
const handingOver =
  refreshQueue &&
  lazy(async () => {
    const { createHandOverPurge } = await import('../../lib/sports/moves/hand-over-purge.ts');
    return createHandOverPurge({
      send: (message) => refreshQueue.send([message]),
      clock: Date,
      onFailure: (error) => log.warn('purge not queued', { error }),
    });
  });

export const handler = middy<APIGatewayProxyEventV2, Reply>()
  // First, and so the last to end: what the others log is written before the environment is frozen.
  .use(drainBackground(() => log.settled()))
  .use(checkEvent())
  .use(matchRoute())
  .use(stampReplies({ clock: Date, onTimed: (servedFrom, elapsed) => ledgers.usage.took(servedFrom, elapsed) }))
  .use(corsOrigins.length === 0 ? [] : (await import('../allow-origins.ts')).allowOrigins(corsOrigins))
  .use(answerProblems({ onUnexpected: (error) => log.error('request failed', { error }) }))
  .use(requireKey({ keys, wrongKeys }))
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
        popularity,
        corsOrigins,
        canWait: refreshQueue !== undefined,
        handOverPurge: handingOver && (async (purge) => (await handingOver())(purge)),
        upstream: labelled,
        predictor:
          config.prediction && refreshQueue !== undefined
            ? createPredictor({
                cache,
                send: (messages) => refreshQueue.send(messages),
                clock: Date,
                defer,
                onFailure: (error) => log.warn('prediction not queued', { error }),
              })
            : undefined,
        // Operators use these by hand: they are loaded when they are first used.
        health: lazy(async () => {
          const { composeHealth } = await import('../compose/health.ts');
          return composeHealth(config, { composition, leagues, clock: Date });
        }),
        async warming() {
          const { composeWarming } = await import('../compose/warming.ts');
          return composeWarming(config, composition, {
            onFailure: (what, error) => log.warn('warming failed', { what, error }),
          });
        },
      }),
    ),
  );
