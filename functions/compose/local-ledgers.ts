import type { Clock } from '../../lib/cache/index.ts';
import { createLocalCounters } from '../../lib/ledgers/local-counters.ts';
import { createLocalDocumentStore } from '../../lib/ledgers/local-document-store.ts';
import { createLocalQuotaLedger } from '../../lib/ledgers/local-quota-ledger.ts';
import type { DynamoDbLedgers } from '../../lib/tiers/dynamodb/lazy-ledgers.ts';

/** The ledgers of a deployment without a table: each environment's own. Most have one, and never load these. */
export const createLocalLedgers = (clock: Clock): DynamoDbLedgers => ({
  quotaLedger: createLocalQuotaLedger(),
  counters: createLocalCounters({ clock }),
  documents: createLocalDocumentStore(),
});
