import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createSeasons } from '../../lib/sports/lookup/index.ts';
import { createPrefetch } from '../../lib/sports/prediction/index.ts';
import { createReload } from '../../lib/sports/moves/reload.ts';
import { tracedLog } from '../../lib/telemetry/lazy-log.ts';
import { logEvents, withoutTypedText } from '../../lib/telemetry/log-events.ts';
import { SERVICE } from '../../lib/telemetry/metric-names.ts';
import { logRun } from '../../lib/telemetry/run-line.ts';
import { createUntoldFailures } from '../../lib/telemetry/untold-failures.ts';
import { compose } from '../compose/compose.ts';
import { readFunctionConfig } from '../compose/function-config.ts';
import { drainBackground, traceRuns } from '../middleware.ts';
import { runWithReason } from '../../lib/ledgers/load-reason.ts';
import { createRefresh } from './handler.ts';

const log = tracedLog(new Logger({ serviceName: SERVICE.refresh }));
const untold = createUntoldFailures(logEvents(log));
const { cache, resources, upstream, popularity, drain } = compose(
  await readFunctionConfig(process.env),
  untold.observe,
  {
    service: SERVICE.refresh,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    flushEvery: 0,
    onFlushFailure: (error) => log.warn('usage flush failed', { error }),
  },
);
const seasons = createSeasons({ cache, resources, clock: Date });
const run = createRefresh({
  cache,
  resources,
  reload: createReload({ cache, resources }),
  prefetch: createPrefetch({
    cache,
    resources,
    upstream,
    popularity,
    currentSeason: (league) => seasons.current(league),
    clock: Date,
  }),
  runWithReason,
  onUnreadable: (body) => log.error('message unreadable', { body }),
  onFailure(what, error) {
    if (untold.isUntold(error)) log.warn('refresh failed', { what: withoutTypedText(what), error });
  },
  onDropped: (why, count) => log.warn('messages dropped', { why, count }),
  onPrefetched: ({ namespace, player }, counts) => log.info('prefetched', { league: namespace, player, ...counts }),
  onPrefetchFailed: ({ namespace, player }, error) => log.warn('prefetch failed', { league: namespace, player, error }),
  onBatch: ({ elapsed, ...counts }) =>
    logRun(log, 'refresh', { outcome: counts.failed > 0 ? 'incomplete' : 'complete', counts, elapsed }),
  clock: Date,
});

const runBatch = middy<SQSEvent, SQSBatchResponse>()
  .use(drainBackground(drain))
  .handler((event, context) => run(event, () => context.getRemainingTimeInMillis()));

export const handler = traceRuns(() => process.env._X_AMZN_TRACE_ID, runBatch);
