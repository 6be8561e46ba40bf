import { SqsFault } from './faults.ts';
import { namesOf, type Input } from './input.ts';
import { MAX_MESSAGE_BYTES } from './message.ts';
import type { Queue } from './queue-model.ts';

export const getQueueAttributes = (queue: Queue, input: Input): object => {
  const wanted = namesOf(input, 'AttributeNames');
  const { visible, inFlight, delayed } = queue.depth();
  const { deadLetter } = queue;
  const known: Readonly<Record<string, string>> = {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    DelaySeconds: '0',
    MaximumMessageSize: String(MAX_MESSAGE_BYTES),
    QueueArn: queue.arn,
    ReceiveMessageWaitTimeSeconds: '0',
    VisibilityTimeout: String(queue.visibilityTimeout / 1000),
    ...(deadLetter === undefined ? {} : { RedrivePolicy: redrivePolicy(deadLetter) }),
  };
  const unknown = wanted.find((name) => name !== 'All' && !(name in known) && name !== 'RedrivePolicy');
  if (unknown !== undefined) throw new SqsFault('InvalidAttributeName', `Unknown Attribute ${unknown.slice(0, 80)}.`);
  const given = Object.entries(known).filter(([name]) => wanted.includes('All') || wanted.includes(name));
  return given.length === 0 ? {} : { Attributes: Object.fromEntries(given) };
};

const redrivePolicy = ({ queue, maxReceives }: NonNullable<Queue['deadLetter']>): string =>
  JSON.stringify({ deadLetterTargetArn: queue.arn, maxReceiveCount: maxReceives });
