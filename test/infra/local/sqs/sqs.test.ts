import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
  type SendMessageBatchRequestEntry,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSqs, type LocalSqs } from '../../../../infra/local/sqs/sqs.ts';
import { minutes, seconds } from '../../../../lib/cache/index.ts';
import { createFakeTime, type FakeTime } from '../fixtures/fake-time.ts';

const MIB = 1_048_576;

let time: FakeTime;
let sqs: LocalSqs;
let client: SQSClient;
let QueueUrl: string;
let deadUrl: string;
beforeEach(async () => {
  time = createFakeTime();
  sqs = await startSqs(time);
  deadUrl = sqs.createQueue({ name: 'dead', visibilityTimeout: 30 }).queueUrl;
  const deadLetter = { queue: 'dead', maxReceives: 2 };
  ({ queueUrl: QueueUrl } = sqs.createQueue({ name: 'jobs', visibilityTimeout: 30, deadLetter }));
  client = new SQSClient({
    endpoint: sqs.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
});
afterEach(async () => {
  client.destroy();
  await sqs.close();
});

const send = (MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
const sendBatch = (Entries: SendMessageBatchRequestEntry[]) =>
  client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
const receive = async (max = 10, url = QueueUrl): Promise<readonly Message[]> => {
  const input = { QueueUrl: url, MaxNumberOfMessages: max, MessageSystemAttributeNames: ['All' as const] };
  return (await client.send(new ReceiveMessageCommand(input))).Messages ?? [];
};
const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body);
const refusal = async (sending: Promise<unknown>): Promise<string> => {
  const error: unknown = await sending.then(() => 'nothing was refused').catch((reason: unknown) => reason);
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
};

describe('a message', () => {
  it('is received as it was sent; the client checks both against their checksums', async () => {
    const attributes = {
      reason: { DataType: 'String', StringValue: 'stale' },
      tries: { DataType: 'Number', StringValue: '3' },
      token: { DataType: 'Binary', BinaryValue: Buffer.from('Zażółć') },
    };
    const sent = await client.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'Zażółć 🏈', MessageAttributes: attributes }),
    );
    const input = {
      QueueUrl,
      MessageSystemAttributeNames: ['All' as const],
      MessageAttributeNames: ['tries', 'tok.*', 'r.*'],
    };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(input));
    expect(Messages).toMatchObject([
      {
        MessageId: sent.MessageId,
        MD5OfBody: sent.MD5OfMessageBody,
        Body: 'Zażółć 🏈',
        Attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: String(time.clock.now()),
          ApproximateFirstReceiveTimestamp: String(time.clock.now()),
        },
        MessageAttributes: { tries: { DataType: 'Number', StringValue: '3' } },
      },
    ]);
    expect(Object.keys(Messages[0]?.MessageAttributes ?? {})).toEqual(['tries']);
  });

  it('has the checksum of its attributes that AWS gives', async () => {
    // Worked out by hand from the definition: name, type and value, each behind its length in four bytes.
    const definition = Buffer.concat([
      Buffer.from([0, 0, 0, 1, 0x61, 0, 0, 0, 6]),
      Buffer.from('String'),
      Buffer.from([1, 0, 0, 0, 1, 0x62]),
    ]);
    const { MD5OfMessageAttributes } = await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'x',
        MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } },
      }),
    );
    expect(MD5OfMessageAttributes).toBe(createHash('md5').update(definition).digest('hex'));
  });

  it('stays hidden for the visibility timeout, comes back counted, and is gone once deleted', async () => {
    await send('a');
    const [first] = await receive();
    expect(sqs.depth('jobs')).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
    time.advance(seconds(29));
    expect(await receive()).toEqual([]);
    time.advance(seconds(1));
    const [second] = await receive();
    expect(second).toMatchObject({ MessageId: first?.MessageId, Attributes: { ApproximateReceiveCount: '2' } });
    // Somebody else has it now: the first receipt no longer counts.
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    expect(sqs.depth('jobs').inFlight).toBe(1);
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle }));
    expect(sqs.depth('jobs')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('comes back sooner or later when its receiver says so', async () => {
    await send('a');
    const change = async (ReceiptHandle: string | undefined, VisibilityTimeout: number) => {
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    };
    const [first] = await receive();
    await change(first?.ReceiptHandle, 60);
    time.advance(seconds(59));
    expect(await receive()).toEqual([]);
    await change(first?.ReceiptHandle, 0);
    expect(await refusal(change(first?.ReceiptHandle, 5))).toMatch(/^MessageNotInflight: /);
    const [second] = await receive();
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle }));
    expect(await refusal(change(second?.ReceiptHandle, 5))).toMatch(
      /^InvalidParameterValue: .* Message does not exist/,
    );
  });

  it('that nobody could deal with ends in the dead-letter queue', async () => {
    await send('poison');
    await receive();
    time.advance(seconds(30));
    await receive();
    time.advance(seconds(30));
    expect(await receive()).toEqual([]);
    expect([sqs.depth('jobs').visible, sqs.depth('dead').visible, sqs.sent()]).toEqual([0, 1, 1]);
    const [dead] = await receive(1, deadUrl);
    expect(dead).toMatchObject({
      Body: 'poison',
      Attributes: { DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:000000000000:jobs' },
    });
  });

  it('may be sent with a delay', async () => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 5 }));
    expect(sqs.depth('jobs')).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
    expect(await receive()).toEqual([]);
    time.advance(seconds(5));
    expect(bodies(await receive())).toEqual(['later']);
  });
});

describe('a batch', () => {
  it('fails entry by entry', async () => {
    const { Successful = [], Failed = [] } = await sendBatch([
      { Id: 'a', MessageBody: 'first' },
      { Id: 'b', MessageBody: 'a \u0000 in it' },
      { Id: 'c', MessageBody: 'delayed for ever', DelaySeconds: 901 },
      { Id: 'd', MessageBody: 'last' },
    ]);
    expect(Successful.map(({ Id }) => Id)).toEqual(['a', 'd']);
    expect(Failed.map(({ Id, Code, SenderFault }) => [Id, Code, SenderFault])).toEqual([
      ['b', 'InvalidMessageContents', true],
      ['c', 'InvalidParameterValue', true],
    ]);
    expect([bodies(await receive()), sqs.sent()]).toEqual([['first', 'last'], 2]);
  });

  it('of deletions tells which receipts it does not know', async () => {
    await sendBatch(['a', 'b'].map((Id) => ({ Id, MessageBody: Id })));
    const [a] = await receive();
    const Entries = [
      { Id: 'a', ReceiptHandle: a?.ReceiptHandle },
      { Id: 'b', ReceiptHandle: 'AQEBinvented' },
    ];
    const answer = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(answer).toMatchObject({
      Successful: [{ Id: 'a' }],
      Failed: [{ Id: 'b', Code: 'ReceiptHandleIsInvalid', SenderFault: true }],
    });
    expect(sqs.depth('jobs').inFlight).toBe(1);
  });

  const entries = (count: number, body = 'x'): SendMessageBatchRequestEntry[] =>
    Array.from({ length: count }, (_, index) => ({ Id: String(index), MessageBody: body }));

  it.each<[string, SendMessageBatchRequestEntry[], string]>([
    ['empty', [], 'EmptyBatchRequest: There should be at least one SendMessageBatchRequestEntry in the request.'],
    [
      'of eleven',
      entries(11),
      'TooManyEntriesInBatchRequest: Maximum number of entries per request are 10. You have sent 11.',
    ],
    ['with an id twice', [...entries(1), ...entries(1)], 'BatchEntryIdsNotDistinct: Id 0 repeated.'],
    ['with a strange id', [{ Id: 'a b', MessageBody: 'x' }], 'InvalidBatchEntryId: A batch entry id can only contain'],
    [
      'over 1 MiB',
      entries(2, 'x'.repeat(MIB / 2 + 1)),
      `BatchRequestTooLong: Batch requests cannot be longer than ${MIB} bytes. You have sent ${MIB + 2} bytes.`,
    ],
  ])('%s is refused as a whole', async (_, batch, message) => {
    expect(await refusal(sendBatch(batch))).toContain(message);
    expect(sqs.sent()).toBe(0);
  });
});

describe('what SQS refuses', () => {
  it('a message over 1 MiB, and no smaller one', async () => {
    await send('ż'.repeat(MIB / 2));
    expect(await refusal(send(`${'ż'.repeat(MIB / 2)}x`))).toBe(
      `InvalidParameterValue: One or more parameters are invalid. Reason: Message must be shorter than ${MIB} bytes.`,
    );
    const [message] = await receive();
    expect(message?.Body).toHaveLength(MIB / 2);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['an empty message', () => send(''), /^MissingParameter: The request must contain the parameter MessageBody\.$/],
    ['a message with half a character', () => send('\ud83c'), /^InvalidMessageContents: .*'#xD83C'/],
    [
      'eleven messages at once',
      () => receive(11),
      /^InvalidParameterValue: Value 11 for parameter MaxNumberOfMessages is invalid\./,
    ],
    [
      'to wait longer than 20 s',
      () => client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 21 })),
      /^InvalidParameterValue: Value 21 for parameter WaitTimeSeconds is invalid\./,
    ],
    [
      'an invented receipt',
      () => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'AQEBinvented' })),
      /^ReceiptHandleIsInvalid: /,
    ],
    [
      'a queue nobody made',
      () => client.send(new SendMessageCommand({ QueueUrl: `${sqs.url}/000000000000/x`, MessageBody: 'a' })),
      /^QueueDoesNotExist: The specified queue does not exist\.$/,
    ],
    [
      'the name of a queue nobody made',
      () => client.send(new GetQueueUrlCommand({ QueueName: 'x' })),
      /^QueueDoesNotExist: /,
    ],
    [
      'an attribute nobody knows',
      () => client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] })),
      /^InvalidAttributeName: /,
    ],
    [
      'a message attribute without a value',
      () =>
        client.send(
          new SendMessageCommand({ QueueUrl, MessageBody: 'a', MessageAttributes: { n: { DataType: 'Number' } } }),
        ),
      /^InvalidParameterValue: The message attribute 'n' must contain a non-empty value/,
    ],
  ])('%s', async (_, attempt, message) => {
    expect(await refusal(attempt())).toMatch(message);
  });

  it.each([
    ['no JSON', 'AmazonSQS.SendMessage', '<Message>', 'SerializationException'],
    ['a list', 'AmazonSQS.SendMessage', '[]', 'SerializationException'],
    ['no action', '', '{}', 'InvalidAction'],
    ['an action it does not have', 'AmazonSQS.PurgeQueue', '{}', 'InvalidAction'],
    ['an address that is none', 'AmazonSQS.SendMessage', '{"QueueUrl":"jobs"}', 'InvalidAddress'],
    [
      'entries that are none',
      'AmazonSQS.SendMessageBatch',
      '{"QueueUrl":"URL","Entries":"a"}',
      'SerializationException',
    ],
  ])('%s, by whoever sends it', async (_, target, body, type) => {
    const response = await fetch(sqs.url, {
      method: 'POST',
      headers: { 'x-amz-target': target },
      body: body.replace('URL', QueueUrl),
    });
    expect([response.ok, await response.json()]).toMatchObject([false, { __type: `com.amazonaws.sqs#${type}` }]);
  });
});

describe('a receiver that waits', () => {
  const wait = (abortSignal?: AbortSignal) =>
    client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), abortSignal && { abortSignal });
  const oneWaits = () => expect.poll(() => time.sleepers(), { interval: 2 }).toBe(1);

  it('gets a message as soon as it is sent', async () => {
    const waiting = wait();
    await oneWaits();
    await send('at last');
    expect(bodies((await waiting).Messages ?? [])).toEqual(['at last']);
  });

  it('gets a message that becomes visible again', async () => {
    await send('again');
    await receive();
    time.advance(seconds(15));
    const waiting = wait();
    await expect.poll(() => time.sleepers(), { interval: 2 }).toBe(2);
    time.advance(seconds(15));
    expect(bodies((await waiting).Messages ?? [])).toEqual(['again']);
  });

  it('is told after its time that there is none', async () => {
    const waiting = wait();
    await oneWaits();
    time.advance(seconds(20));
    expect((await waiting).Messages).toBeUndefined();
  });

  it('and goes away takes no message with it', async () => {
    const leaving = new AbortController();
    const waiting = wait(leaving.signal);
    await oneWaits();
    leaving.abort();
    await expect(waiting).rejects.toThrow('aborted');
    await expect.poll(() => time.sleepers(), { interval: 2 }).toBe(0);
    await send('for somebody else');
    expect(bodies(await receive())).toEqual(['for somebody else']);
  });

  it('does not keep the server from ending', async () => {
    const waiting = wait();
    await oneWaits();
    await Promise.all([sqs.close(), expect(waiting).rejects.toThrow()]);
    sqs = await startSqs();
  });
});

describe('a queue', () => {
  it('tells its address and what it is', async () => {
    expect((await client.send(new GetQueueUrlCommand({ QueueName: 'jobs' }))).QueueUrl).toBe(QueueUrl);
    await sendBatch(['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: Id })));
    await receive(1);
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '2',
      ApproximateNumberOfMessagesNotVisible: '1',
      QueueArn: 'arn:aws:sqs:us-east-1:000000000000:jobs',
      VisibilityTimeout: '30',
      RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":2}',
    });
  });

  it('is found by its path, by whichever name of this machine it is called', async () => {
    const other = QueueUrl.replace('127.0.0.1', 'localhost');
    await client.send(new SendMessageCommand({ QueueUrl: other, MessageBody: 'a' }));
    time.advance(minutes(1));
    expect(bodies(await receive())).toEqual(['a']);
  });

  it('has one name, a plain one, and a dead-letter queue that is there', () => {
    const create = (name: string, queue?: string) => () =>
      sqs.createQueue({ name, visibilityTimeout: 30, ...(queue && { deadLetter: { queue, maxReceives: 3 } }) });
    expect(create('jobs')).toThrow('There is a queue jobs already');
    expect(create('a/b')).toThrow('a/b cannot name a queue');
    expect(create('new', 'nowhere')).toThrow('There is no queue nowhere');
  });
});
