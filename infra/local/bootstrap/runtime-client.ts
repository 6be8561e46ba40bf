import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { describeError } from './describe-error.ts';

export interface Invocation {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly deadline: number;
  readonly functionArn: string;
  readonly traceId: string;
  /** The stack's time minus the machine's, in ms; undefined: they are the same. */
  readonly clockOffset: number | undefined;
  readonly event: string;
}

/** The function's side of the Lambda Runtime API. */
export interface RuntimeClient {
  /** Waits for the next invocation without a time limit; rejects when the connection ends. */
  next(): Promise<Invocation>;
  respond(id: string, payload: string): Promise<void>;
  fail(id: string, error: unknown): Promise<void>;
  initError(error: unknown): Promise<void>;
}

interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Not part of Lambda: the local stack may have a clock of its own. */
export const CLOCK_HEADER = 'statline-clock-offset';

const PREFIX = '/2018-06-01/runtime';

export const createRuntimeClient = ({ address }: { readonly address: string }): RuntimeClient => {
  // Not fetch: it gives up on a silent connection after five minutes, and an idle environment waits longer.
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });

  const call = (method: string, path: string, body?: string, headers = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(`http://${address}${PREFIX}${path}`, { agent, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts).toString('utf8') }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });

  const postError = async (path: string, error: unknown): Promise<void> => {
    const described = describeError(error);
    const headers = {
      'content-type': 'application/vnd.aws.lambda.error+json',
      'lambda-runtime-function-error-type': described.errorType,
    };
    await call('POST', path, JSON.stringify(described), headers);
  };

  return {
    next: async () => {
      const { headers, body } = await call('GET', '/invocation/next');
      const header = (name: string): string => String(headers[name] ?? '');
      return {
        id: header('lambda-runtime-aws-request-id'),
        deadline: Number(header('lambda-runtime-deadline-ms')),
        functionArn: header('lambda-runtime-invoked-function-arn'),
        traceId: header('lambda-runtime-trace-id'),
        clockOffset: headers[CLOCK_HEADER] === undefined ? undefined : Number(header(CLOCK_HEADER)),
        event: body,
      };
    },
    respond: async (id, payload) => {
      await call('POST', `/invocation/${id}/response`, payload, { 'content-type': 'application/json' });
    },
    fail: (id, error) => postError(`/invocation/${id}/error`, error),
    initError: (error) => postError('/init/error', error),
  };
};
