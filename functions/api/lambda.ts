import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readConfig } from '../../lib/config.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { logEvents } from '../../lib/telemetry/log-events.ts';
import { compose } from '../compose.ts';
import { answerProblems, drainBackground, traceReplies } from '../middleware.ts';
import { createApiDeps } from './deps.ts';
import { createApi } from './handler.ts';

// Module scope survives warm invocations: the memory tier that compose() makes here is the L1.
const log = new Logger({ serviceName: 'statline-api' });
const config = readConfig(process.env);
const { cache, resources, upstream, drain } = compose(config, logEvents(log));
const label = { name: upstream.name, label: config.upstreamLabel };

export const handler = middy<APIGatewayProxyEventV2, Reply>()
  .use(traceReplies({ clock: Date }))
  .use(answerProblems({ onUnexpected: (error) => log.error('request failed', error) }))
  .use(drainBackground(drain))
  .handler(createApi(createApiDeps({ cache, resources, clock: Date, upstream: label })));
