import { entriesOf, runEntries, type BatchResult } from './batch.ts';
import { SqsFault } from './faults.ts';
import type { Input } from './input.ts';
import { attributesMd5 } from './message-attributes.ts';
import { MAX_MESSAGE_BYTES, parseMessage } from './message.ts';
import type { Queue } from './queue-model.ts';

/** Clients compare the checksums with what they sent. */
export const sendMessage = (queue: Queue, input: Input): object => {
  const message = parseMessage(input);
  const MessageId = queue.send(message);
  // SQS itself is never full; throttling is the error that a sender must expect.
  if (MessageId === undefined) throw new SqsFault('RequestThrottled', `The local queue ${queue.name} is full.`);
  const checksum = attributesMd5(message.attributes);
  return {
    MessageId,
    MD5OfMessageBody: message.md5,
    ...(checksum === undefined ? {} : { MD5OfMessageAttributes: checksum }),
  };
};

export const sendMessageBatch = (queue: Queue, input: Input): BatchResult => {
  const entries = entriesOf(input, 'SendMessageBatch');
  const bytes = entries.reduce((sum, entry) => sum + bodyBytes(entry.input), 0);
  if (bytes > MAX_MESSAGE_BYTES) {
    throw new SqsFault(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${MAX_MESSAGE_BYTES} bytes. You have sent ${bytes} bytes.`,
    );
  }
  return runEntries(entries, (entry) => sendMessage(queue, entry));
};

const bodyBytes = ({ MessageBody }: Input): number =>
  typeof MessageBody === 'string' ? Buffer.byteLength(MessageBody) : 0;
