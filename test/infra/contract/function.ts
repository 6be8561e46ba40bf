import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { checkEvent } from '../../../functions/check-event.ts';
import { matchRoute } from '../../../functions/api/match-route.ts';
import type { ApiEvent } from '../../../functions/api/request/event.ts';
import { createLimitKey } from '../../../functions/auth/limit-keys.ts';
import { createKeySource } from '../../../functions/auth/key-source.ts';
import { requireKey } from '../../../functions/auth/require-key.ts';
import { createWrongKeys } from '../../../functions/auth/wrong-keys.ts';
import { answerProblems, stampReplies } from '../../../functions/middleware.ts';
import { createRouter } from '../../../infra/local/gateway/routes.ts';
import { sha256Of } from '../../../lib/http/api-keys.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { DEFAULT_ROUTE, ROUTE_KEYS } from '../../../lib/http/route-keys.ts';
import { createKeyLimits } from '../../../lib/ledgers/key-limits.ts';
import type { LimitLedger } from '../../../lib/ledgers/limit-ledger.ts';
import { createLocalLimitLedger } from '../../../lib/ledgers/local-limit-ledger.ts';
import type { TestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

export interface Question {
  readonly method?: string;
  /** With its query string. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FunctionOptions {
  readonly api: Pick<TestApi, 'raw'>;
  /** Role of the key `key`. Undefined: nobody has keys. */
  readonly role?: 'read' | 'admin';
  /** Whether the secret with the other keys can be read. */
  readonly hasSecret?: boolean;
  readonly wrongKeysPerMinute?: number;
  /** Requests a day of the key `key`. */
  readonly dailyLimit?: number;
  readonly limitLedger?: LimitLedger;
}

const gateway = createRouter([...ROUTE_KEYS, DEFAULT_ROUTE]);
const clock = createFakeClock();

/** The api function with all that is around it, behind API Gateway. */
export const createFunction = (options: FunctionOptions) => {
  const { api, role, hasSecret = true, wrongKeysPerMinute, dailyLimit } = options;
  const keys = createKeySource({
    listed:
      role === undefined ? [] : [{ role, sha256: sha256Of('key'), ...(dailyLimit !== undefined && { dailyLimit }) }],
    readSecret: hasSecret ? undefined : () => Promise.reject(new Error('no secret')),
    clock,
    onFailure: () => undefined,
  });
  const wrongKeys = createWrongKeys({
    clock,
    onTooMany: () => undefined,
    ...(wrongKeysPerMinute !== undefined && { perMinute: wrongKeysPerMinute }),
  });
  const limits = createKeyLimits({
    ledger: options.limitLedger ?? createLocalLimitLedger(),
    clock,
    onFailure: () => undefined,
  });
  const fn = middy<ApiEvent, Reply>()
    .use(checkEvent())
    .use(matchRoute())
    .use(stampReplies({ clock }))
    .use(answerProblems({ onUnexpected: () => undefined }))
    .use(requireKey({ keys, wrongKeys, limitKey: createLimitKey(limits) }))
    .handler((event) => api.raw(event));

  const invoke = async (event: ApiEvent): Promise<Reply> => {
    const reply = await fn(event, { awsRequestId: 'r' } as Context, { signal: new AbortController().signal });
    if (reply === undefined) throw new Error('The function answered nothing');
    return reply;
  };
  return {
    invoke,
    async ask({ method = 'GET', path, body, headers = {} }: Question): Promise<Reply> {
      const { pathname, searchParams } = new URL(path, 'http://localhost');
      const match = gateway(method, pathname);
      if (match.kind !== 'route') throw new Error(`API Gateway does not pass ${pathname} on`);
      return invoke({
        routeKey: match.routeKey,
        rawPath: decodeURIComponent(pathname),
        headers,
        pathParameters: match.pathParameters,
        queryStringParameters: Object.fromEntries(searchParams),
        requestContext: { requestId: 'r', http: { method } },
        isBase64Encoded: false,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
    },
  };
};
