import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENV } from '../../lib/config.ts';
import type { CacheFunction } from './cache-function.ts';

// Lambda's advice: six times the function's timeout.
const VISIBILITY = Duration.seconds(90);

/** Stale keys on their way to the refresh function; one that fails three times is set aside. */
export class RefreshQueue extends Construct {
  readonly #queue: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const dead = new Queue(this, 'Dead', { enforceSSL: true, retentionPeriod: Duration.days(14) });
    this.#queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      visibilityTimeout: VISIBILITY,
      // Whoever asks later asks again: an hour-old request is worth nothing.
      retentionPeriod: Duration.hours(1),
      deadLetterQueue: { queue: dead, maxReceiveCount: 3 },
    });
  }

  /** Tells a function where the queue is, and lets it send. */
  grantSendTo(fn: CacheFunction): void {
    fn.setVariable(ENV.refreshQueueUrl, this.#queue.queueUrl);
    this.#queue.grant(fn, 'sqs:SendMessage');
  }

  /** Feeds a function; it answers which messages of a batch have failed. */
  feed(fn: CacheFunction): void {
    const source = new SqsEventSource(this.#queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 5 });
    fn.function.addEventSource(source);
  }
}
