import { CallTimeoutError, withinLimit } from '../../lib/async/time-limit.ts';
import type { Clock } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import { createKeyLimits } from '../../lib/ledgers/key-limits.ts';
import type { LimitLedger } from '../../lib/ledgers/limit-ledger.ts';
import { createLocalLimitLedger } from '../../lib/ledgers/local-limit-ledger.ts';
import type { LazyDynamoDbClient } from '../../lib/tiers/dynamodb/lazy.ts';
import { createDynamoDbLimitLedger } from '../../lib/tiers/dynamodb/limit-ledger.ts';
import { createLimitKey, type LimitKey } from '../auth/limit-keys.ts';
import { storedPrefix } from './stored-names.ts';

export interface KeyLimitOptions {
  readonly dynamoDb: LazyDynamoDbClient;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

/** The daily limits of keys: counted in the table for all environments together, else in this one's memory. */
export const composeLimitKey = (config: Config, { dynamoDb, clock, onFailure }: KeyLimitOptions): LimitKey =>
  createLimitKey(createKeyLimits({ ledger: ledgerOf(config, dynamoDb), clock, onFailure }));

const ledgerOf = (config: Config, client: LazyDynamoDbClient): LimitLedger => {
  const { tableName, tableTimeout } = config;
  if (tableName === undefined) return createLocalLimitLedger();
  const ledger = createDynamoDbLimitLedger({ client, tableName, prefix: storedPrefix(config) });
  // A draw that has to be read again is two calls.
  const ms = tableTimeout * 2;
  const within = async <T>(call: () => Promise<T>): Promise<T> => {
    await client.ready();
    return withinLimit({ ms }, call, () => new CallTimeoutError(`The limits in DynamoDB took longer than ${ms} ms`));
  };
  return {
    draw: (draw, now) => within(() => ledger.draw(draw, now)),
    add: (id, requests, now) => within(() => ledger.add(id, requests, now)),
  };
};
