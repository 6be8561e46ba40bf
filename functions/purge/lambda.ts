import middy from '@middy/core';
import { setTimeout as pause } from 'node:timers/promises';
import { lazy } from '../../lib/async/lazy.ts';
import { dayBudgetOf } from '../../lib/ledgers/day-budget.ts';
import { createPurgeForMoves } from '../../lib/sports/moves/index.ts';
import { createLazyLog } from '../../lib/telemetry/lazy-log.ts';
import { SERVICE } from '../../lib/telemetry/metric-names.ts';
import { logRun } from '../../lib/telemetry/run-line.ts';
import { compose } from '../compose/compose.ts';
import { readFunctionConfig } from '../compose/function-config.ts';
import { drainBackground, traceRuns } from '../middleware.ts';
import { runWithReason } from '../../lib/ledgers/load-reason.ts';
import { createPurge } from './handler.ts';

// Loaded with its first line, which is written when a run has ended.
const log = createLazyLog(async () => {
  const { Logger } = await import('@aws-lambda-powertools/logger');
  return new Logger({ serviceName: SERVICE.purge });
}, console);
const config = await readFunctionConfig(process.env);
const { cache, resources, upstream, calendar, documents, budget, refreshQueue, drain } = compose(config, log.observe, {
  service: SERVICE.purge,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  flushEvery: 0,
  onFlushFailure: (error) => log.warn('usage flush failed', { error }),
});
// When a run has ended: a cold start does without.
const recorder = lazy(async () =>
  (await import('../../lib/ledgers/job-runs.ts')).createRunRecorder('purge', documents),
);
// Module scope survives warm invocations: a run outside the windows knows from it that nothing is due.
const run = createPurge({
  cache,
  leagues: config.leagues.filter((league) => upstream.leagues.includes(league)),
  purgeForMoves: createPurgeForMoves({
    cache,
    resources,
    upstream,
    documents,
    calendar,
    clock: Date,
    dayBudget: async () => dayBudgetOf(await budget.state()),
    onFeedUnavailable: (league, error) => log.warn('transactions feed unavailable', { league, error }),
    sendReload: refreshQueue && ((message) => refreshQueue.send([message])),
    onReloadFailed: (league, error) => log.warn('roster reload not queued', { league, error }),
  }),
  calendar,
  clock: Date,
  pause: (ms) => pause(ms),
  runWithReason,
  onReconciled: (league, scopes) => log.warn('purge logs reconciled', { league, scopes }),
  onPurged: (summary) => log.info('purged', { ...summary }),
  async record(ended) {
    logRun(log, 'purge', { ...ended, elapsed: ended.endedAt - ended.startedAt });
    await recorder()
      .then((record) => record(ended))
      .catch((error: unknown) => log.warn('run not recorded', { error }));
  },
  onFailure: (league, error) => log.error('purge run failed', { league, error }),
});

const runPurge = middy<unknown, undefined>()
  .use(drainBackground(() => drain().then(() => log.settled())))
  .handler(async (_event, context) => {
    await run(() => context.getRemainingTimeInMillis());
    return undefined;
  });

export const handler = traceRuns(() => process.env._X_AMZN_TRACE_ID, runPurge);
