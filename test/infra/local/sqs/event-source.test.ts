import { setImmediate as soon } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InvokeResult } from '../../../../infra/local/runtime/outcome.ts';
import {
  createEventSource,
  type EventSource,
  type EventSourceOptions,
} from '../../../../infra/local/sqs/event-source.ts';
import { messageOf } from '../../../../infra/local/sqs/message.ts';
import { startSqs, type LocalSqs } from '../../../../infra/local/sqs/sqs.ts';
import type { Queue } from '../../../../infra/local/sqs/queue-model.ts';
import { seconds } from '../../../../lib/cache/index.ts';
import { createFakeTime, type FakeTime } from '../fixtures/fake-time.ts';

interface Invocation {
  readonly event: SQSEvent;
  readonly settle: (result: InvokeResult) => void;
}

let time: FakeTime;
let sqs: LocalSqs;
let queue: Queue;
let source: EventSource | undefined;
let invocations: Invocation[];
beforeEach(async () => {
  time = createFakeTime();
  sqs = await startSqs(time);
  sqs.createQueue({ name: 'dead', visibilityTimeout: 30 });
  queue = sqs.createQueue({ name: 'jobs', visibilityTimeout: 30, deadLetter: { queue: 'dead', maxReceives: 3 } });
  invocations = [];
});
afterEach(async () => {
  for (const { settle } of invocations) settle(answered(null));
  await source?.close();
  await sqs.close();
});

const answered = (payload: unknown): InvokeResult => ({
  kind: 'response',
  payload: JSON.stringify(payload),
  environment: 1,
  coldStart: false,
  duration: 1,
});
const crashed: InvokeResult = {
  kind: 'crashed',
  error: { errorType: 'Runtime.ExitError', errorMessage: 'exit status 1' },
  environment: 1,
  coldStart: false,
  duration: 1,
};

/** A function that waits to be told what it answers. */
const start = (options: Partial<EventSourceOptions> = {}): void => {
  source = createEventSource({
    queue,
    invoke: (event) =>
      new Promise((settle) => {
        invocations.push({ event: event as SQSEvent, settle });
      }),
    ...time,
    ...options,
  });
};

const send = (...texts: readonly string[]): void => {
  for (const text of texts) queue.send(messageOf(text));
};
const batches = (): readonly string[] =>
  invocations.map(({ event }) => event.Records.map(({ body }) => body).join(' '));
/** Answers the invocation that has been running longest. */
const answer = async (toAnswer: InvokeResult | ((event: SQSEvent) => InvokeResult)): Promise<void> => {
  const invocation = invocations.shift();
  if (invocation === undefined) throw new Error('Nothing was invoked');
  invocation.settle(typeof toAnswer === 'function' ? toAnswer(invocation.event) : toAnswer);
  await soon();
};
const advance = async (ms: number): Promise<void> => {
  time.advance(ms);
  await soon();
};
const left = () => {
  const { visible, inFlight } = sqs.depth('jobs');
  return { visible, inFlight, dead: sqs.depth('dead').visible };
};

describe('an event source', () => {
  it('invokes the function with what is there and what comes, as Lambda does', async () => {
    send('early');
    start();
    expect(batches()).toEqual(['early']);
    expect(invocations[0]?.event.Records).toEqual([
      {
        messageId: expect.stringMatching(/^[\w-]{36}$/) as unknown,
        receiptHandle: expect.any(String) as unknown,
        body: 'early',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: String(time.clock.now()),
          SenderId: 'AIDALOCAL',
          ApproximateFirstReceiveTimestamp: String(time.clock.now()),
        },
        messageAttributes: {},
        md5OfBody: '2b3de800b4576343a07e86b8c420e448',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:jobs',
        awsRegion: 'us-east-1',
      },
    ]);
    await answer(answered(null));
    send('late');
    await soon();
    expect(batches()).toEqual(['late']);
    await answer(answered({ batchItemFailures: [] }));
    expect(left()).toEqual({ visible: 0, inFlight: 0, dead: 0 });
  });

  it('passes message attributes on in Lambda’s words', () => {
    const attributes = new Map([
      ['reason', { DataType: 'String', StringValue: 'stale' }],
      ['token', { DataType: 'Binary', BinaryValue: 'AAE=' }],
    ]);
    queue.send(messageOf('a', attributes));
    start();
    const lists = { stringListValues: [], binaryListValues: [] };
    expect(invocations[0]?.event.Records[0]?.messageAttributes).toEqual({
      reason: { stringValue: 'stale', ...lists, dataType: 'String' },
      token: { binaryValue: 'AAE=', ...lists, dataType: 'Binary' },
    });
  });

  it('fills batches, and runs so many at once', async () => {
    start({ batchSize: 3, concurrency: 2 });
    send('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
    await soon();
    expect(batches()).toEqual(['a b c', 'd e f']);
    await answer(answered(null));
    expect(batches()).toEqual(['d e f', 'g h']);
    await answer(answered(null));
    await answer(answered(null));
    expect(left()).toEqual({ visible: 0, inFlight: 0, dead: 0 });
  });

  it('waits for a batch to fill when it has a window', async () => {
    start({ batchSize: 3, batchWindow: seconds(2) });
    send('a');
    await soon();
    await advance(seconds(1));
    send('b');
    await advance(seconds(0.5));
    expect(batches()).toEqual([]);
    await advance(seconds(0.5));
    expect(batches()).toEqual(['a b']);
    send('c', 'd', 'e');
    await soon();
    expect(batches()).toEqual(['a b', 'c d e']);
  });
});

describe('a message', () => {
  it('that failed comes back alone after the visibility timeout; the others of its batch are deleted', async () => {
    start();
    send('good', 'bad');
    await soon();
    await answer(({ Records }) => answered({ batchItemFailures: [{ itemIdentifier: Records[1]?.messageId }] }));
    expect(left()).toEqual({ visible: 0, inFlight: 1, dead: 0 });
    await advance(seconds(29));
    expect(batches()).toEqual([]);
    await advance(seconds(1));
    expect(batches()).toEqual(['bad']);
    expect(invocations[0]?.event.Records[0]?.attributes.ApproximateReceiveCount).toBe('2');
  });

  it('that fails three times is a dead letter, without anybody asking', async () => {
    start();
    send('poison');
    for (const receives of ['1', '2', '3']) {
      await soon();
      expect(batches()).toEqual(['poison']);
      expect(invocations[0]?.event.Records[0]?.attributes.ApproximateReceiveCount).toBe(receives);
      await answer(crashed);
      await advance(seconds(30));
    }
    expect(batches()).toEqual([]);
    expect(left()).toEqual({ visible: 0, inFlight: 0, dead: 1 });
  });

  it.each<[string, InvokeResult]>([
    ['crashes', crashed],
    ['is not there', { kind: 'refused', reason: 'throttled', message: 'Rate Exceeded.' }],
    ['answers with a text', answered('done')],
    ['names a message it was not given', answered({ batchItemFailures: [{ itemIdentifier: 'another' }] })],
    ['names no message', answered({ batchItemFailures: [{ itemIdentifier: '' }] })],
    ['misspells the name', answered({ batchItemFailures: [{ itemidentifier: 'a' }] })],
    ['lists no list', answered({ batchItemFailures: 'all' })],
    ['answers with no JSON', { kind: 'response', payload: '', environment: 1, coldStart: false, duration: 1 }],
  ])('is kept, as all of its batch, when the function %s', async (_, result) => {
    start();
    send('a', 'b');
    await soon();
    await answer(result);
    expect(left()).toEqual({ visible: 0, inFlight: 2, dead: 0 });
    await advance(seconds(30));
    expect(batches()).toEqual(['a b']);
  });

  it.each([
    ['nothing', null],
    ['an empty text', ''],
    ['an object that says nothing', {}],
    ['null failures', { batchItemFailures: null }],
  ])('is deleted when the function answers %s', async (_, payload) => {
    start();
    send('a');
    await soon();
    await answer(answered(payload));
    expect(left()).toEqual({ visible: 0, inFlight: 0, dead: 0 });
  });

  it('whose function takes too long is given to another invocation, and deleted by that one', async () => {
    start();
    send('slow');
    await soon();
    await advance(seconds(30));
    expect(batches()).toEqual(['slow', 'slow']);
    await answer(answered(null));
    expect(left().inFlight).toBe(1);
    await answer(answered(null));
    expect(left().inFlight).toBe(0);
  });
});

describe('the end of an event source', () => {
  it('takes no more, and waits for what runs', async () => {
    start({ batchSize: 1, concurrency: 1 });
    send('a', 'b');
    await soon();
    let ended = false;
    const closing = source?.close().then(() => (ended = true));
    await soon();
    expect([batches(), ended]).toEqual([['a'], false]);
    await answer(answered(null));
    await closing;
    send('c');
    await advance(seconds(60));
    expect(batches()).toEqual([]);
    expect([left(), time.sleepers()]).toEqual([{ visible: 2, inFlight: 0, dead: 0 }, 0]);
  });

  it('survives an invocation that throws', async () => {
    start({ invoke: () => Promise.reject(new Error('no such function')) });
    send('a');
    await soon();
    expect(left()).toEqual({ visible: 0, inFlight: 1, dead: 0 });
    await source?.close();
  });
});
