import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { join } from 'node:path';
import { ENV } from '../../lib/env.ts';
import { PACKED_FOLDER } from '../../lib/http/packed-files.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { allowOrigins } from '../allow-origins.ts';
import { checkEvent } from '../check-event.ts';
import { answerHead, answerProblems, stampReplies } from '../middleware.ts';
import { exampleOf } from './example.ts';
import { openFiles } from './files.ts';
import { createWeb } from './handler.ts';

// Checked by the deployment, as the other functions' variables are.
const corsOrigins = process.env[ENV.corsOrigins]?.split(',') ?? [];

export const handler = middy<APIGatewayProxyEventV2, Reply>()
  .use(answerHead())
  .use(checkEvent())
  .use(stampReplies({ clock: Date }))
  .use(corsOrigins.length === 0 ? [] : allowOrigins(corsOrigins))
  .use(answerProblems({ onUnexpected: (error) => console.error('request failed', error) }))
  .handler(
    createWeb({
      files: openFiles(join(process.env.LAMBDA_TASK_ROOT ?? import.meta.dirname, PACKED_FOLDER)),
      corsOrigins,
      needsKey: process.env[ENV.keysNeeded] === 'true',
      ...exampleOf(process.env[ENV.leagues]),
    }),
  );
