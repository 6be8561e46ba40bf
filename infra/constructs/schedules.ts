import type { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { CacheFunction } from './cache-function.ts';

/** What runs by the clock. */
export class Schedules extends Construct {
  every(rate: Duration, id: string, fn: CacheFunction): void {
    new Rule(this, id, {
      schedule: Schedule.rate(rate),
      // The next run does what this one could not.
      targets: [new LambdaFunction(fn.function, { retryAttempts: 0 })],
    });
  }
}
