import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readConfig } from '../../lib/config.ts';
import { logEvents } from '../../lib/telemetry/log-events.ts';
import { compose } from '../compose.ts';
import { drainBackground } from '../middleware.ts';
import { createRefresh } from './handler.ts';

const log = new Logger({ serviceName: 'statline-refresh' });
const { cache, resources, drain } = compose(readConfig(process.env), logEvents(log));

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(drainBackground(drain))
  .handler(
    createRefresh({
      cache,
      resources,
      onUnreadable: (body) => log.error('message not understood', { body }),
      onFailure: (key, error) => log.warn('refresh failed', { key, error: error as Error }),
    }),
  );
