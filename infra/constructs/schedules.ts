import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { CacheFunction } from './cache-function.ts';

/** The functions that run on a schedule. */
export class Schedules extends Construct {
  /** Zero minutes: never. */
  every(minutes: number, id: string, fn: CacheFunction): void {
    if (minutes === 0) return;
    new Rule(this, id, {
      schedule: Schedule.rate(Duration.minutes(minutes)),
      // The next run does what a failed one left.
      targets: [new LambdaFunction(fn.function, { retryAttempts: 0 })],
    });
  }
}
