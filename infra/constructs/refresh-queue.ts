import { Duration, Validations } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENV } from '../../lib/config.ts';
import type { CacheFunction } from './cache-function.ts';

/** Stale keys on their way to the refresh function; one that fails three times is set aside. */
export class RefreshQueue extends Construct {
  readonly queue: Queue;
  readonly dead: Queue;

  constructor(
    scope: Construct,
    id: string,
    { timeout }: { /** Of the function that takes from the queue. */ readonly timeout: Duration },
  ) {
    super(scope, id);
    const common = { enforceSSL: true, encryption: QueueEncryption.SQS_MANAGED } as const;
    this.dead = new Queue(this, 'Dead', { ...common, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      // Lambda's advice: six times the function's timeout.
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
      // Whoever asks later asks again: an hour-old request is worth nothing.
      retentionPeriod: Duration.hours(1),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: 3 },
    });
    Validations.of(this.dead).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is the dead-letter queue.',
    });
  }

  /** Tells a function where the queue is, and lets it send. */
  grantSendTo(fn: CacheFunction): void {
    fn.setVariable(ENV.refreshQueueUrl, this.queue.queueUrl);
    this.queue.grant(fn, 'sqs:SendMessage');
  }

  /** Feeds a function; it answers which messages of a batch have failed. */
  feed(fn: CacheFunction): void {
    // Lambda takes the messages in the function's name. The library's event source would grant it two calls more.
    this.queue.grant(fn, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes');
    new EventSourceMapping(this, 'Source', {
      target: fn.function,
      eventSourceArn: this.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: 5,
    });
  }
}
