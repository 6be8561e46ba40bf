import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody, TOO_LARGE } from '../bounded-body.ts';
import { timersOn, type WakeAt } from './alarm.ts';
import { SqsFault } from './faults.ts';
import { parseInput } from './input.ts';
import { runOperation } from './operations.ts';
import type { Queue, QueueDepth } from './queue-model.ts';
import { createQueue } from './queue.ts';

const ACCOUNT = '000000000000';
// Ten messages of the maximum size, escaped: above this SQS itself refuses.
const MAX_BODY_BYTES = 12 * 1024 * 1024;
const MAX_QUEUES = 100;

export interface NewQueue {
  readonly name: string;
  /** Seconds, as SQS has it. */
  readonly visibilityTimeout: number;
  readonly deadLetter?: { readonly queue: string; readonly maxReceives: number };
}

export interface LocalSqs {
  readonly url: string;
  /** Creates a queue and returns it for event sources in this process. Its dead-letter queue must exist. */
  createQueue(queue: NewQueue): Queue;
  depth(name: string): QueueDepth;
  /** Messages sent so far, in all queues; a move to a dead-letter queue does not count. */
  sent(): number;
  close(): Promise<void>;
}

export interface LocalSqsOptions {
  readonly port?: number;
  readonly clock?: { now(): number };
  readonly wakeAt?: WakeAt;
}

/** SQS in this process: standard queues behind the JSON protocol that the AWS SDK speaks. */
export const startSqs = async ({
  port = 0,
  clock = Date,
  wakeAt = timersOn(clock),
}: LocalSqsOptions = {}): Promise<LocalSqs> => {
  const queues = new Map<string, Queue>();
  let sent = 0;

  const answer = async (request: IncomingMessage, signal: AbortSignal): Promise<object> => {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === TOO_LARGE) {
      throw new SqsFault('InvalidParameterValue', `The request is longer than ${MAX_BODY_BYTES} bytes.`);
    }
    const target = String(request.headers['x-amz-target'] ?? '');
    return runOperation(target, parseInput(body.toString('utf8')), { queues, clock, wakeAt, signal });
  };

  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    answer(request, gone.signal).then(
      (result) => respond(response, 200, result),
      (error: unknown) => (error instanceof SqsFault ? refuse(request, response, error) : request.destroy()),
    );
  });
  server.requestTimeout = 10_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const queueOf = (name: string): Queue => {
    const queue = queues.get(name);
    if (queue === undefined) throw new Error(`There is no queue ${name}`);
    return queue;
  };

  return {
    url,
    createQueue: ({ name, visibilityTimeout, deadLetter }) => {
      if (!/^[\w-]{1,80}$/.test(name)) throw new Error(`${name} cannot name a queue`);
      if (queues.has(name)) throw new Error(`There is a queue ${name} already`);
      if (queues.size >= MAX_QUEUES) throw new Error(`There are ${MAX_QUEUES} queues already`);
      const queue = createQueue({
        name,
        queueUrl: `${url}/${ACCOUNT}/${name}`,
        arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:${name}`,
        visibilityTimeout: visibilityTimeout * 1000,
        ...(deadLetter && { deadLetter: { queue: queueOf(deadLetter.queue), maxReceives: deadLetter.maxReceives } }),
        clock,
        wakeAt,
      });
      const counted: Queue = {
        ...queue,
        send: (message) => {
          const id = queue.send(message);
          if (id !== undefined) sent += 1;
          return id;
        },
      };
      queues.set(name, counted);
      return counted;
    },
    depth: (name) => queueOf(name).depth(),
    sent: () => sent,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const respond = (
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  response.end(JSON.stringify(body));
};

const refuse = (request: IncomingMessage, response: ServerResponse, fault: SqsFault): void => {
  const { name, message, status, code, senderFault } = fault;
  respond(
    response,
    status,
    { __type: `com.amazonaws.sqs#${name}`, message },
    {
      'x-amzn-query-error': `${code};${senderFault ? 'Sender' : 'Receiver'}`,
      // The rest of a refused body is still arriving, so the connection cannot be reused.
      ...(request.complete ? {} : { connection: 'close' }),
    },
  );
};
