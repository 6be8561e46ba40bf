import { storedPrefix } from '../../../functions/compose/stored-names.ts';
import { readConfig } from '../../../lib/config.ts';
import { createDynamoDbClient } from '../../../lib/tiers/dynamodb/client.ts';
import { createDynamoDbQuotaLedger } from '../../../lib/tiers/dynamodb/quota-ledger.ts';
import { TABLE_NAME } from '../stack/variables.ts';
import type { Spender } from './stage.ts';

export interface SpenderOptions {
  readonly dynamodb: { readonly url: string };
  /** Of the functions: they say what the budget is, and under which name it is counted. */
  readonly variables: Readonly<Record<string, string>>;
  readonly clock: { now(): number };
}

const DAY_MS = 24 * 60 * 60_000;

/** Counts calls in the budget that nobody has made. */
export const createSpender = ({ dynamodb, variables, clock }: SpenderOptions): Spender => {
  const config = readConfig(variables);
  const { perDay } = config.budget;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = createDynamoDbClient({
    config: { endpoint: dynamodb.url, region: 'us-east-1', credentials },
    connectionTimeout: 1000,
    requestTimeout: 5000,
  });
  const ledger = createDynamoDbQuotaLedger({ client, tableName: TABLE_NAME, prefix: storedPrefix(config) });
  const dayOf = (time: number): number => Math.floor(time / DAY_MS);
  let spent = { day: 0, calls: 0 };

  return {
    async spendUpTo(share) {
      const now = clock.now();
      const standing = await ledger.standing(now);
      const calls = Math.max(0, Math.ceil(perDay * share) - standing.spent.day);
      if (calls > 0) await ledger.add(calls, now);
      spent = { day: dayOf(now), calls: calls + (spent.day === dayOf(now) ? spent.calls : 0) };
    },
    async giveBack() {
      const now = clock.now();
      if (spent.calls > 0 && spent.day === dayOf(now)) await ledger.add(-spent.calls, now);
      spent = { day: 0, calls: 0 };
    },
  };
};
