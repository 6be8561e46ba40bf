import { settleConcurrent } from '../../async/map-concurrent.ts';
import {
  latestBelievable,
  type Clock,
  type LeaseName,
  type LoadFailure,
  type Observer,
  type SharedTier,
} from '../../cache/index.ts';
import { readFailure, writeFailure } from '../lease-failure.ts';
import { conditionHeld, type BatchClient, type Item } from './calls.ts';

const CONCURRENT_PUTS = 10;
// Clocks differ; the table may delete a lease only when it has long been free.
const TTL_MARGIN_SECONDS = 60;

export interface DynamoDbLeases extends Pick<SharedTier, 'acquire' | 'fail'> {
  pkOf(lease: LeaseName): string;
  /** The failure in a lease's item, if there is one that still counts. */
  failureIn(item: Item | undefined): LoadFailure | undefined;
}

export interface DynamoDbLeasesOptions {
  readonly client: Pick<BatchClient, 'put'>;
  readonly tableName: string;
  readonly tier: string;
  readonly prefix: string;
  readonly clock: Clock;
  /** Sees the leases of a batch that could not be asked for. */
  readonly observe: Observer;
}

/**
 * A lease is an item: `until` (epoch ms), when it is free again; `a`, when it was written; `o`, who holds it; `e`, a
 * failure left under it. It is taken by a conditional write, so `until` is held against the clock of whoever would take
 * it, and what a clock far ahead of that one wrote holds nothing.
 */
export const createDynamoDbLeases = (options: DynamoDbLeasesOptions): DynamoDbLeases => {
  const { client, tableName, tier, prefix, clock, observe } = options;
  const pkOf = (lease: LeaseName): string => `${prefix}lease:${lease}`;
  const itemOf = (lease: LeaseName, at: number, until: number): Item => ({
    pk: { S: pkOf(lease) },
    a: { N: String(at) },
    until: { N: String(Math.ceil(until)) },
    ttl: { N: String(Math.ceil(until / 1000) + TTL_MARGIN_SECONDS) },
  });

  return {
    pkOf,
    failureIn: (item) => (item?.e?.S === undefined ? undefined : readFailure(item.e.S, clock.now())),

    async acquire(_namespace, leases, ttl) {
      const started = clock.now();
      const owner = { S: crypto.randomUUID() };
      const names = [...new Set(leases)];
      const outcomes = await settleConcurrent(names, CONCURRENT_PUTS, (lease) =>
        conditionHeld(
          client.put({
            TableName: tableName,
            Item: { ...itemOf(lease, started, started + ttl), o: owner },
            // Our own: the client sends again what it got no answer to, and the first time may have come through.
            ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now OR o = :owner OR a > :ahead',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: {
              ':now': { N: String(started) },
              ':ahead': { N: String(latestBelievable(started)) },
              ':owner': owner,
            },
          }),
        ),
      );
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed !== undefined) {
        if (outcomes.every(({ status }) => status === 'rejected')) throw failed.reason;
        // What was taken is too good to lose: nobody else would get it before its time is up.
        const elapsed = clock.now() - started;
        observe({ kind: 'tier-failed', tier, operation: 'acquire', elapsed, error: failed.reason });
      }
      return new Set(
        names.filter((_, index) => {
          const outcome = outcomes[index];
          return outcome?.status === 'fulfilled' && outcome.value;
        }),
      );
    },

    async fail(_namespace, lease, failure) {
      const Item = { ...itemOf(lease, clock.now(), failure.retryAt), e: { S: writeFailure(failure) } };
      await client.put({ TableName: tableName, Item });
    },
  };
};
