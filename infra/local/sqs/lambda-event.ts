import { attributesMd5, type MessageAttributes } from './message-attributes.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue-model.ts';
import { systemAttributes } from './system-attributes.ts';

/** The event for a batch of messages. */
export const lambdaEvent = ({ arn }: Pick<Queue, 'arn'>, messages: readonly Message[]): object => ({
  Records: messages.map((message) => {
    const checksum = attributesMd5(message.attributes);
    return {
      messageId: message.id,
      receiptHandle: message.receiptHandle,
      body: message.body,
      attributes: systemAttributes(message),
      messageAttributes: lambdaAttributes(message.attributes),
      md5OfBody: message.md5,
      ...(checksum === undefined ? {} : { md5OfMessageAttributes: checksum }),
      eventSource: 'aws:sqs',
      eventSourceARN: arn,
      awsRegion: arn.split(':')[3],
    };
  }),
});

// Lambda's own spelling of the same fields, with two lists that are always empty.
const lambdaAttributes = (attributes: MessageAttributes): object =>
  Object.fromEntries(
    [...attributes].map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );

/**
 * The messages of a batch that the function answered for: all but those it names in `batchItemFailures`. An answer
 * that cannot be understood, or that names a message it was not given, is for none, as on Lambda.
 */
export const succeeded = (payload: string, messages: readonly Message[]): readonly Message[] => {
  const failures = failuresIn(payload);
  if (failures === undefined) return [];
  const failed = new Set(failures.map(identifierOf));
  const known = new Set<unknown>(messages.map(({ id }) => id));
  if ([...failed].some((id) => !known.has(id))) return [];
  return messages.filter(({ id }) => !failed.has(id));
};

/** Undefined: malformed. */
const failuresIn = (payload: string): readonly unknown[] | undefined => {
  const answer = parse(payload);
  // Without a report, every message succeeded.
  if (answer === null || answer === '') return [];
  if (typeof answer !== 'object') return undefined;
  const failures = 'batchItemFailures' in answer ? (answer.batchItemFailures ?? []) : [];
  return Array.isArray(failures) ? failures : undefined;
};

const identifierOf = (failure: unknown): unknown =>
  typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure ? failure.itemIdentifier : undefined;

const parse = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
};
