import { createHash } from 'node:crypto';
import { SqsFault } from './faults.ts';
import { textOf, wholeNumberOf, type Input } from './input.ts';
import { bytesOf, parseAttributes, type MessageAttributes } from './message-attributes.ts';

/** The maximum size of one message, or of all messages of a batch together. */
export const MAX_MESSAGE_BYTES = 1_048_576;
const MAX_DELAY_SECONDS = 900;

/** A message as sent. */
export interface NewMessage {
  readonly body: string;
  readonly md5: string;
  readonly attributes: MessageAttributes;
  /** Body and attributes. */
  readonly bytes: number;
  /** Milliseconds until it can be received. */
  readonly delay: number;
}

/** A message as received. */
export interface Message extends Omit<NewMessage, 'delay'> {
  readonly id: string;
  /** Identifies this receipt of the message. */
  readonly receiptHandle: string;
  /** This one included. */
  readonly receives: number;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  /** The ARN of the queue from which it became a dead letter. */
  readonly deadLetterSource: string | undefined;
}

export const messageOf = (body: string, attributes: MessageAttributes = new Map(), delay = 0): NewMessage => ({
  body,
  md5: createHash('md5').update(body).digest('hex'),
  attributes,
  bytes: Buffer.byteLength(body) + bytesOf(attributes),
  delay,
});

// Lone surrogates included: they are not characters.
const REFUSED = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

export const parseMessage = (input: Input): NewMessage => {
  const body = textOf(input, 'MessageBody');
  const delay = wholeNumberOf(input, 'DelaySeconds', { min: 0, max: MAX_DELAY_SECONDS }) ?? 0;
  const refused = REFUSED.exec(body)?.[0].codePointAt(0);
  if (refused !== undefined) {
    throw new SqsFault(
      'InvalidMessageContents',
      `Invalid binary character '#x${refused.toString(16).toUpperCase()}' was found in the message body, the set of ` +
        'allowed characters is #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    );
  }
  const message = messageOf(body, parseAttributes(input), delay * 1000);
  if (message.bytes > MAX_MESSAGE_BYTES) {
    throw new SqsFault(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${MAX_MESSAGE_BYTES} bytes.`,
    );
  }
  return message;
};
