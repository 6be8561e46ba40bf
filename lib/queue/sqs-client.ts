import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

/** The one call the queue makes. */
export interface QueueClient {
  /** Sends up to ten messages; answers how many were not taken. */
  sendBatch(queueUrl: string, bodies: readonly string[]): Promise<number>;
}

/** The AWS SDK for SQS: import this file by `import()` only. */
export const createSqsClient = (): QueueClient => {
  const client = new SQSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 150, requestTimeout: 500, throwOnRequestTimeout: true },
  });
  return {
    async sendBatch(queueUrl, bodies) {
      const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      return Failed.length;
    },
  };
};
