import { lazy } from '../../lib/async/lazy.ts';
import { minutes } from '../../lib/cache/index.ts';
import { createPredictor } from '../../lib/sports/prediction/predictor.ts';
import { createLazyLog } from '../../lib/telemetry/lazy-log.ts';
import { SERVICE } from '../../lib/telemetry/metric-names.ts';
import { createKeySource } from '../auth/key-source.ts';
import { createWrongKeys } from '../auth/wrong-keys.ts';
import { compose } from '../compose/compose.ts';
import { readFunctionConfig } from '../compose/function-config.ts';
import { prepare } from '../compose/prepare.ts';
import { createRequestLog, traceRequests } from '../middleware.ts';
import { createApiDeps } from './request/deps.ts';
import { createApi } from './handler.ts';
import { createStack } from './stack.ts';

// Module scope survives warm invocations: the memory tier made here is the L1.
const log = createLazyLog(async () => {
  const { Logger } = await import('@aws-lambda-powertools/logger');
  return new Logger({ serviceName: SERVICE.api });
}, console);
const config = await readFunctionConfig(process.env);
const composition = compose(config, log.observe, {
  service: SERVICE.api,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  flushEvery: minutes(1),
  onFlushFailure: (error) => log.warn('usage flush failed', { error }),
});
const prepared = prepare(config, composition);
const { cache, resources, upstream, calendar, ledgers, popularity, refreshQueue, dynamoDb, defer, drain } = composition;
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

// Most keys have no limit: the first one that has loads this.
const limitKeys = lazy(async () => {
  const { composeLimitKey } = await import('../compose/key-limits.ts');
  return composeLimitKey(config, {
    dynamoDb,
    clock: Date,
    onFailure: (error) => log.warn('daily limits not counted', { error }),
  });
});

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

// An answer from a tier usually writes none.
const requestLines = lazy(async () => (await import('../request-lines.ts')).createRequestLines({ log, clock: Date }));
const logRequest = createRequestLog({ lines: requestLines, sample: config.logSample });

const answerRequest = createStack({
  settled: () => log.settled(),
  drain,
  clock: Date,
  onReplied(replied) {
    const { event, elapsed } = replied;
    if (event.servedFrom !== undefined) ledgers.usage.took(event.servedFrom, elapsed);
    return logRequest(replied);
  },
  onUnexpected: (error) => log.error('request failed', { error }),
  keys,
  wrongKeys,
  limitKey: async (key) => (await limitKeys())(key),
  cors: corsOrigins.length === 0 ? [] : (await import('../allow-origins.ts')).allowOrigins(corsOrigins),
}).handler(
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

// Initialising ends when this is done.
await prepared;

export const handler = traceRequests(answerRequest);
