import { withinLimit, CallTimeoutError } from '../../lib/async/time-limit.ts';
import type { Clock } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import type {
  AdminHealthAnswer,
  JobRunReport,
  JobRuns,
  ProviderHealth,
  ProviderOutage,
} from '../../lib/http/answers/index.ts';
import type { Budget } from '../../lib/ledgers/budget.ts';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import { decodeRun, jobRunDocument, type Job } from '../../lib/ledgers/job-runs.ts';
import type { LeagueId } from '../../lib/sports/model/index.ts';
import { failureReason } from '../../lib/sports/upstream/index.ts';
import { reportBudget } from '../../lib/telemetry/usage/report.ts';
import { createDynamoDbDocumentStore } from '../../lib/tiers/dynamodb/document-store.ts';
import { gatherReads } from '../../lib/tiers/dynamodb/gather-reads.ts';
import { createDynamoDbQuotaLedger } from '../../lib/tiers/dynamodb/quota-ledger.ts';
import { createDynamoDbTier } from '../../lib/tiers/dynamodb/tier.ts';
import { createUpstashClient } from '../../lib/tiers/upstash/client.ts';
import { readUpstashLogs } from '../../lib/tiers/upstash/read-logs.ts';
import { readHealth } from '../../lib/upstreams/breaker/health.ts';
import { composeBudget } from './budget.ts';
import type { Composition } from './compose.ts';
import { storedPrefix } from './stored-names.ts';
import { checkTier, withReports, type LeagueLog } from './tier-health.ts';

export interface HealthOptions {
  readonly composition: Pick<
    Composition,
    'sharedTiers' | 'dynamoDb' | 'ledgers' | 'budget' | 'documents' | 'loadOutcomes' | 'upstream'
  >;
  /** Those that are served. */
  readonly leagues: readonly LeagueId[];
  readonly clock: Clock;
}

// Times what a question waits for a tier: what is slow is to be told from what is out of order.
const PATIENCE = 4;

/** Reads how the service is: one command for Redis and one for the table, whatever is read of them. Never rejects. */
export const readHealthFacts = async (
  config: Config,
  options: HealthOptions,
): Promise<Omit<AdminHealthAnswer, 'status' | 'version' | 'now'>> => {
  const { composition, clock } = options;
  const { sharedTiers, dynamoDb } = composition;
  const now = clock.now();
  const stores = openStores(config, options);
  // The time that the SDK takes to load is not the table's. Where it cannot be loaded, the checks say so.
  if (config.tableName !== undefined) await dynamoDb.ready().catch(() => undefined);
  const patience = config.tableTimeout * PATIENCE;
  const late = (): Error => new CallTimeoutError(`The table did not answer within ${patience} ms`);
  const limited = <T>(read: () => Promise<T>): Promise<T | null> =>
    withinLimit({ ms: patience }, read, late).catch(() => null);
  // All begin in one turn: what they read of the table is one command.
  const [tiers, state, runs] = await Promise.all([
    Promise.all(
      sharedTiers.map((tier) => {
        const { limit, readLogs } = stores.tiers.get(tier.name) ?? { limit: 0, readLogs: () => Promise.resolve([]) };
        return checkTier({ tier, limit, patience: limit * PATIENCE, readLogs, clock });
      }),
    ),
    limited(() => stores.budget.state()),
    limited(() => readRuns(stores.documents)),
  ]);
  return {
    readAt: isoTime(now),
    tiers: withReports(tiers, now),
    budget: state && reportBudget(state),
    runs,
    provider: providerOf(config, composition, state && outagesIn(stores.budget.notes(), now)),
  };
};

interface TierStore {
  /** Milliseconds that a question waits for the tier. */
  readonly limit: number;
  /** One command. */
  readonly readLogs: () => Promise<readonly LeagueLog[]>;
}

interface Stores {
  readonly tiers: ReadonlyMap<string, TierStore>;
  readonly budget: Pick<Budget, 'state' | 'notes'>;
  readonly documents: Pick<DocumentStore, 'read'>;
}

/** What is asked, past the guards: an open breaker would hide how the tier is now. */
const openStores = (config: Config, { composition, leagues, clock }: HealthOptions): Stores => {
  const { redis, redisTimeout, tableName, tableTimeout, upstream, budget: plan } = config;
  const prefix = storedPrefix(config);
  const tiers = new Map<string, TierStore>();
  if (redis !== undefined) {
    // Later than the check gives up, which tells a time limit from a fault.
    const client = createUpstashClient({ ...redis, timeout: redisTimeout * PATIENCE * 2 });
    const readLogs = async (): Promise<readonly LeagueLog[]> => {
      const logs = await readUpstashLogs(client, prefix, leagues);
      return leagues.map((league, index) => ({ league, purges: logs[index] }));
    };
    tiers.set('l2', { limit: redisTimeout, readLogs });
  }
  if (tableName === undefined) return { tiers, budget: composition.budget, documents: composition.documents };
  const client = { ...composition.dynamoDb, batchGet: gatherReads(composition.dynamoDb, tableName) };
  const table = { client, tableName, prefix };
  const tier = createDynamoDbTier({ ...table, clock });
  tiers.set('l3', {
    limit: tableTimeout,
    readLogs: () =>
      Promise.all(leagues.map(async (league) => ({ league, ...(await tier.getMany(league, { keys: [] })) }))),
  });
  const quotaLedger = createDynamoDbQuotaLedger(table);
  return {
    tiers,
    budget: composeBudget({ provider: upstream.kind, quotaLedger, plan, clock }),
    documents: createDynamoDbDocumentStore(table),
  };
};

const readRuns = async (documents: Pick<DocumentStore, 'read'>): Promise<JobRuns> => {
  const read = async (job: Job): Promise<JobRunReport | null> => {
    const document = await documents.read(jobRunDocument(job));
    const run = document && decodeRun(document.text);
    return run === undefined ? null : { ...run, startedAt: isoTime(run.startedAt), endedAt: isoTime(run.endedAt) };
  };
  const [warm, purge] = await Promise.all([read('warm'), read('purge')]);
  return { warm, purge };
};

const outagesIn = (notes: ReadonlyMap<string, string>, now: number): readonly ProviderOutage[] =>
  [...notes].flatMap(([documents, text]) => {
    const outage = readHealth(text, now)?.health.outage;
    if (outage === undefined) return [];
    const { since, until, leagues } = outage;
    return [{ documents, since: isoTime(since), leagues, nextProbeAt: isoTime(until) }];
  });

const providerOf = (
  { upstreamLabel, userAgent }: Config,
  { upstream, loadOutcomes }: HealthOptions['composition'],
  outages: readonly ProviderOutage[] | null,
): ProviderHealth => {
  const success = loadOutcomes.success();
  const failure = loadOutcomes.failure();
  return {
    name: upstream.name,
    label: upstreamLabel,
    userAgent,
    lastSuccess: success === undefined ? null : { at: isoTime(success.at), source: success.source },
    lastFailure:
      failure === undefined
        ? null
        : { at: isoTime(failure.at), source: failure.source, reason: failureReason(failure.error).reason },
    outages,
  };
};

const isoTime = (time: number): string => new Date(time).toISOString();
