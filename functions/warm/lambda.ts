import middy from '@middy/core';
import { setTimeout as pause } from 'node:timers/promises';
import { lazy } from '../../lib/async/lazy.ts';
import { hours } from '../../lib/cache/index.ts';
import { createLeagueRest } from '../../lib/sports/warming/index.ts';
import { createLazyLog } from '../../lib/telemetry/lazy-log.ts';
import { logEvents } from '../../lib/telemetry/log-events.ts';
import { SERVICE } from '../../lib/telemetry/metric-names.ts';
import { logRun } from '../../lib/telemetry/run-line.ts';
import { createUntoldFailures } from '../../lib/telemetry/untold-failures.ts';
import { isEventful, warmHappening } from '../../lib/telemetry/usage/warm-happening.ts';
import { compose } from '../compose/compose.ts';
import { readFunctionConfig } from '../compose/function-config.ts';
import { drainBackground, traceRuns } from '../middleware.ts';
import { runWithReason } from '../../lib/ledgers/load-reason.ts';
import { createStartersReport, createWarm } from './handler.ts';
import { composeWarming } from '../compose/warming.ts';

const log = createLazyLog(async () => {
  const { Logger } = await import('@aws-lambda-powertools/logger');
  return new Logger({ serviceName: SERVICE.warm });
}, console);
const config = await readFunctionConfig(process.env);
const untold = createUntoldFailures(logEvents(log));
const composition = compose(config, untold.observe, {
  service: SERVICE.warm,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  flushEvery: 0,
  onFlushFailure: (error) => log.warn('usage flush failed', { error }),
  entriesStay: hours(1),
});

// Remembers between runs which players have no stats, so that they are not asked for every time.
const warming = composeWarming(config, composition, {
  onFailure(what, error) {
    if (untold.isUntold(error)) log.warn('warming failed', { what, error });
  },
  pause: (ms) => pause(ms),
  rest: createLeagueRest({
    popularity: composition.popularity,
    documents: composition.documents,
    calendar: composition.calendar,
    clock: Date,
  }),
});
const { cache, resources } = composition;
// Asked for at the end of a run: a cold start does without.
const starters = lazy(async () => {
  const { createStarters } = await import('../../lib/sports/popularity/starters.ts');
  return createStarters({ cache, resources, clock: Date });
});
const reportStarters = createStartersReport({
  starters: async (league) => (await starters())(league),
  onUnresolved: (league, unresolved) => log.info('starters unresolved', { league, unresolved }),
  onFailure: (league, error) => log.warn('starters lookup failed', { league, error }),
});
// When a run has ended: a cold start does without.
const recorder = lazy(async () =>
  (await import('../../lib/ledgers/job-runs.ts')).createRunRecorder('warm', composition.documents),
);
const warm = createWarm({
  warming,
  onLeague(summary) {
    log.info('league warmed', { ...summary });
    if (isEventful(summary)) composition.usage.happened(warmHappening(summary));
  },
  reportStarters,
  async record(run) {
    logRun(log, 'warm', { ...run, elapsed: run.endedAt - run.startedAt });
    await recorder()
      .then((record) => record(run))
      .catch((error: unknown) => log.warn('run not recorded', { error }));
  },
  clock: Date,
});

const runWarm = middy<unknown, undefined>()
  // First, and so the last to end: lines are written before the environment is frozen.
  .use(drainBackground(() => log.settled()))
  .use(drainBackground(composition.drain))
  .handler(async (_event, context) => {
    await runWithReason('warm', () => warm(context));
    return undefined;
  });

export const handler = traceRuns(() => process.env._X_AMZN_TRACE_ID, runWarm);
