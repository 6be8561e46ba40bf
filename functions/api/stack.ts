import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Clock } from '../../lib/cache/index.ts';
import type { Reply } from '../../lib/http/reply.ts';
import type { KeySource } from '../auth/key-source.ts';
import type { LimitKey } from '../auth/limit-keys.ts';
import { requireKey } from '../auth/require-key.ts';
import type { WrongKeys } from '../auth/wrong-keys.ts';
import { checkEvent } from '../check-event.ts';
import { answerProblems, drainBackground, stampReplies, type StampOptions } from '../middleware.ts';
import { matchRoute } from './match-route.ts';
import type { ApiEvent } from './request/event.ts';

export interface StackOptions {
  /** Settles when everything that was logged is written. */
  readonly settled: () => Promise<void>;
  /** Finishes deferred work. */
  readonly drain: () => Promise<void>;
  readonly clock: Clock;
  readonly onReplied: NonNullable<StampOptions['onReplied']>;
  readonly onUnexpected: (error: Error) => void;
  /** Undefined: nobody needs a key. */
  readonly keys: KeySource | undefined;
  readonly wrongKeys: WrongKeys;
  /** Undefined: keys may ask as often as they like. */
  readonly limitKey?: LimitKey;
  /** What lets pages of other origins read answers; none where no origin is allowed. */
  readonly cors: MiddlewareObj<ApiEvent, Reply> | [];
}

/**
 * What stands around the API's handler, from the outermost to the innermost.
 * @example export const handler = createStack(options).handler(createApi(deps));
 */
export const createStack = (options: StackOptions) => {
  const { settled, drain, clock, onReplied, onUnexpected, keys, wrongKeys, limitKey, cors } = options;
  return (
    middy<APIGatewayProxyEventV2, Reply>()
      // First, and so the last to end: what the others log is written before the environment is frozen.
      .use(drainBackground(settled))
      .use(checkEvent())
      .use(matchRoute())
      .use(stampReplies({ clock, onReplied }))
      .use(cors)
      .use(answerProblems({ onUnexpected }))
      .use(requireKey({ keys, wrongKeys, limitKey }))
      .use(drainBackground(drain))
  );
};
