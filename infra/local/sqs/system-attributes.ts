import type { Message } from './message.ts';

/** What SQS itself says about a message. */
export const systemAttributes = ({ receives, sentAt, firstReceivedAt, deadLetterSource }: Message) => ({
  ApproximateReceiveCount: String(receives),
  SentTimestamp: String(sentAt),
  SenderId: 'AIDALOCAL',
  ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
  ...(deadLetterSource === undefined ? {} : { DeadLetterQueueSourceArn: deadLetterSource }),
});
