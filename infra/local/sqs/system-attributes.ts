import type { Message } from './message.ts';

/** The attributes that SQS itself sets. */
export const systemAttributes = ({ receives, sentAt, firstReceivedAt, deadLetterSource }: Message) => ({
  ApproximateReceiveCount: String(receives),
  SentTimestamp: String(sentAt),
  SenderId: 'AIDALOCAL',
  ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
  ...(deadLetterSource === undefined ? {} : { DeadLetterQueueSourceArn: deadLetterSource }),
});
