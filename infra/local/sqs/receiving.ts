import { entriesOf, runEntries, type BatchResult } from './batch.ts';
import { invalidValue, SqsFault } from './faults.ts';
import { namesOf, textOf, wholeNumberOf, type Input } from './input.ts';
import { attributesMd5, pickAttributes } from './message-attributes.ts';
import type { Message } from './message.ts';
import { waitForMessages } from './poll.ts';
import type { Queue } from './queue-model.ts';
import { systemAttributes } from './system-attributes.ts';
import type { WakeAt } from './alarm.ts';

const MAX_VISIBILITY_SECONDS = 43_200;

export interface ReceiveContext {
  readonly clock: { now(): number };
  readonly wakeAt: WakeAt;
  /** Aborted when the receiver is gone, so that no message is handed to it. */
  readonly signal: AbortSignal;
}

export const receiveMessage = async (queue: Queue, input: Input, context: ReceiveContext): Promise<object> => {
  const max = wholeNumberOf(input, 'MaxNumberOfMessages', { min: 1, max: 10 }) ?? 1;
  const wait = wholeNumberOf(input, 'WaitTimeSeconds', { min: 0, max: 20 }) ?? 0;
  const visibilityTimeout = visibilityOf(input);
  const system = [...namesOf(input, 'AttributeNames'), ...namesOf(input, 'MessageSystemAttributeNames')];
  const own = namesOf(input, 'MessageAttributeNames');
  const messages = await waitForMessages({
    queue,
    ...context,
    until: context.clock.now() + wait * 1000,
    receive: () => queue.receive({ max, visibilityTimeout }),
  });
  return messages.length === 0 ? {} : { Messages: messages.map((message) => describe(message, system, own)) };
};

const describe = (message: Message, system: readonly string[], own: readonly string[]): object => {
  const picked = pickAttributes(message.attributes, own);
  const given = Object.entries(systemAttributes(message)).filter(
    ([name]) => system.includes('All') || system.includes(name),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: message.md5,
    Body: message.body,
    ...(given.length === 0 ? {} : { Attributes: Object.fromEntries(given) }),
    ...(picked.size === 0
      ? {}
      : { MD5OfMessageAttributes: attributesMd5(picked), MessageAttributes: Object.fromEntries(picked) }),
  };
};

export const deleteMessage = (queue: Queue, input: Input): object => {
  queue.remove(textOf(input, 'ReceiptHandle'));
  return {};
};

export const deleteMessageBatch = (queue: Queue, input: Input): BatchResult =>
  runEntries(entriesOf(input, 'DeleteMessageBatch'), (entry) => deleteMessage(queue, entry));

export const changeMessageVisibility = (queue: Queue, input: Input): object => {
  const receiptHandle = textOf(input, 'ReceiptHandle');
  const timeout = visibilityOf(input);
  if (timeout === undefined) {
    throw new SqsFault('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
  }
  switch (queue.changeVisibility(receiptHandle, timeout)) {
    case 'changed':
      return {};
    case 'not-in-flight':
      throw new SqsFault('MessageNotInflight', 'The message referred to is not in flight.');
    case 'gone':
      throw invalidValue(
        'ReceiptHandle',
        receiptHandle,
        'Message does not exist or is not available for visibility timeout change.',
      );
  }
};

/** Milliseconds. */
const visibilityOf = (input: Input): number | undefined => {
  const seconds = wholeNumberOf(input, 'VisibilityTimeout', { min: 0, max: MAX_VISIBILITY_SECONDS });
  return seconds === undefined ? undefined : seconds * 1000;
};
