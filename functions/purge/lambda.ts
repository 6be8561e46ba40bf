import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { readConfig } from '../../lib/config.ts';
import { logEvents } from '../../lib/telemetry/log-events.ts';
import { compose } from '../compose.ts';
import { drainBackground } from '../middleware.ts';
import { createPurge } from './handler.ts';

const log = new Logger({ serviceName: 'statline-purge' });
const { cache, drain } = compose(readConfig(process.env), logEvents(log));

export const handler = middy<unknown, undefined>()
  .use(drainBackground(drain))
  .handler(async () => {
    await createPurge({ cache, onMended: (league, scopes) => log.warn('purge logs reconciled', { league, scopes }) })();
    return undefined;
  });
