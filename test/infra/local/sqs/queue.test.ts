import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../../infra/local/sqs/message.ts';
import type { Message } from '../../../../infra/local/sqs/message.ts';
import type { Queue, QueueOptions } from '../../../../infra/local/sqs/queue-model.ts';
import { createQueue } from '../../../../infra/local/sqs/queue.ts';
import { seconds } from '../../../../lib/cache/index.ts';
import { createFakeTime, type FakeTime } from '../fixtures/fake-time.ts';

const open = (time: FakeTime, options: Partial<QueueOptions> = {}): Queue =>
  createQueue({
    name: 'jobs',
    queueUrl: 'http://127.0.0.1/000000000000/jobs',
    arn: 'arn:aws:sqs:us-east-1:000000000000:jobs',
    visibilityTimeout: seconds(30),
    ...time,
    ...options,
  });

const bodies = (messages: readonly Message[]): readonly string[] => messages.map(({ body }) => body);

describe('a queue', () => {
  it('takes so many messages, and so many bytes, and no more until some are deleted', () => {
    const byCount = open(createFakeTime(), { maxMessages: 2 });
    expect(['a', 'b', 'c'].map((body) => byCount.send(messageOf(body)) !== undefined)).toEqual([true, true, false]);
    for (const { receiptHandle } of byCount.receive({ max: 1 })) byCount.remove(receiptHandle);
    expect(byCount.send(messageOf('d'))).toBeDefined();

    const byBytes = open(createFakeTime(), { maxBytes: 10 });
    expect(['12345678', 'abc', 'ab'].map((body) => byBytes.send(messageOf(body)) !== undefined)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('of dead letters forgets the oldest when it is full', () => {
    const time = createFakeTime();
    const dead = open(time, { name: 'dead', maxMessages: 2 });
    const queue = open(time, { deadLetter: { queue: dead, maxReceives: 1 } });
    for (const body of ['a', 'b', 'c']) queue.send(messageOf(body));
    queue.receive({ max: 10 });
    time.advance(seconds(30));
    expect(queue.receive({ max: 10 })).toEqual([]);
    expect(bodies(dead.receive({ max: 10 }))).toEqual(['b', 'c']);
  });

  it('gives as many as fit into so many bytes, the first whatever its size', () => {
    const queue = open(createFakeTime());
    for (const body of ['aaaa', 'bb', 'c', 'dddddddd']) queue.send(messageOf(body));
    const receive = () => bodies(queue.receive({ max: 10, maxBytes: 7 }));
    expect([receive(), receive(), receive()]).toEqual([['aaaa', 'bb', 'c'], ['dddddddd'], []]);
  });

  it('tells that there is something once for all that came in one go, and once for each return', async () => {
    const time = createFakeTime();
    const queue = open(time);
    const story: string[] = [];
    const forget = queue.onVisible(() => {
      story.push(`${queue.depth().visible} visible`);
      queue.receive({ max: 2 });
    });
    for (const body of ['a', 'b', 'c']) queue.send(messageOf(body));
    await Promise.resolve();
    expect(story).toEqual(['3 visible']);
    time.advance(seconds(30));
    await Promise.resolve();
    expect(story).toEqual(['3 visible', '3 visible']);
    forget();
    expect(time.sleepers()).toBe(0);
    time.advance(seconds(60));
    expect(story).toHaveLength(2);
  });

  it('does not know the receipts of another queue', () => {
    const time = createFakeTime();
    const other = open(time, { name: 'other' });
    other.send(messageOf('a'));
    const [message] = other.receive({ max: 1 });
    expect(() => open(time).remove(message?.receiptHandle ?? '')).toThrow('The input receipt handle is invalid.');
  });
});
