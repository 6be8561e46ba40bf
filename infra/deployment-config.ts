import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { METRICS_NAMESPACE } from '../lib/telemetry/metric-names.ts';
import { choice, flag, list, oneOf, region, secretName, text, whole } from './deployment-config-values.ts';

const RETENTION = Object.values(RetentionDays).filter((days) => typeof days === 'number');

/** Everything a deployment may be told, by context key: `npx cdk deploy -c upstashSecret=statline/upstash`. */
const Schema = v.strictObject({
  /** Of one deployment among several in an account and region: its stack is Statline-NAME, its metrics Statline/NAME. */
  name: v.optional(
    v.pipe(text(30), v.regex(/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/, 'must be lower-case letters, digits and dashes')),
  ),
  /** The secret with Upstash's `{"url","token"}`; without it there is no L2. */
  upstashSecret: v.optional(secretName),
  /** Commands that Upstash takes in a day: an alarm at 80 % of them. Without it there is none before the limit is reached. */
  upstashDailyCommands: v.optional(whole(1, 900_000_000)),
  /** A secret of API keys that exists already; without it one is created, with a generated admin key. */
  apiKeysSecret: v.optional(secretName),
  upstream: v.optional(choice(['espn', 'rapidapi']), 'espn'),
  /** The secret with RapidAPI's `{"key"}`. */
  rapidApiSecret: v.optional(secretName),
  /** Prefetch what is likely to be asked for next; without a word on with espn, off with rapidapi, which bills calls. */
  prediction: v.optional(choice(['on', 'off'])),
  userAgent: v.optional(text(200)),
  leagues: v.optional(list(text(40))),
  /** A JSON file of trade windows over the built-in ones. */
  windowsFile: v.optional(text(1000)),
  /** Calls to the provider. */
  dailyBudget: v.optional(whole(1, 10_000_000)),
  minuteBudget: v.optional(whole(1, 100_000)),
  /** Minutes between two runs; 0: never. */
  warmMinutes: v.optional(whole(0, 1440), 5),
  purgeMinutes: v.optional(whole(1, 1440), 10),
  /** Within which a purge is seen by every environment. */
  coherenceSeconds: v.optional(whole(1, 600), 30),
  /** Of requests a second, over all callers; what API Gateway answers above it is a 429. */
  throttleRate: v.optional(whole(1, 10_000), 100),
  throttleBurst: v.optional(whole(1, 5000), 200),
  /** The same for what is none of the routes: HEAD, a trailing slash, OPTIONS without CORS, and what does not exist. */
  defaultRouteRate: v.optional(whole(1, 10_000), 5),
  /** Origins whose pages may read answers, or `*`. */
  corsOrigins: v.optional(list(text(200))),
  /** Who is told of alarms; AWS asks them to confirm. */
  alarmEmail: v.optional(v.pipe(text(254), v.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address'))),
  /** What becomes of the table and the keys when the stack goes. */
  removalPolicy: v.optional(choice(['destroy', 'retain']), 'destroy'),
  logRetentionDays: v.optional(oneOf(RETENTION), RetentionDays.ONE_MONTH),
  /** One in so many answers that a tier had whole has a line in the log; 0: none, 1: all. */
  logSample: v.optional(whole(0, 1_000_000)),
  /** Whether the access log has the addresses of callers: for as long as logs are kept. */
  logAddresses: v.optional(flag, false),
  /** One warm and one purge at a time. An account with Lambda's smallest quota (10) has nothing to reserve. */
  reserveConcurrency: v.optional(flag, true),
  /** Further regions that hold a copy of the table. */
  replicaRegions: v.optional(list(region)),
  /** A table that exists already: the replica that another region's deployment made here. */
  tableName: v.optional(v.pipe(text(255), v.regex(/^[\w.-]{3,}$/, 'must be the name of a table'))),
});

export type DeploymentConfig = v.InferOutput<typeof Schema>;

/** One name for each deployment: alarms, the dashboard and all resources get theirs from the stack. */
export const stackNameOf = ({ name }: DeploymentConfig): string =>
  name === undefined ? 'Statline' : `Statline-${name}`;

export const metricsNamespaceOf = ({ name }: DeploymentConfig): string =>
  name === undefined ? METRICS_NAMESPACE : `${METRICS_NAMESPACE}/${name}`;

/** The deployment cannot be configured so; the message names every key that is wrong. */
export class DeploymentConfigError extends Error {
  override readonly name = 'DeploymentConfigError';
}

// CDK's own keys have a colon, a slash or an @ in them, or one of its prefixes.
const CDK_KEY = /[:/@]|^(cdk|aws-cdk|acknowledged)-/;

/** Reads the app's context; what is not there has its default. Throws DeploymentConfigError. */
export const readDeploymentConfig = (context: Readonly<Record<string, unknown>>): DeploymentConfig => {
  const ours = Object.fromEntries(Object.entries(context).filter(([key]) => !CDK_KEY.test(key)));
  const parsed = v.safeParse(Schema, ours, { abortPipeEarly: true });
  const faults = parsed.success ? contradictions(parsed.output) : parsed.issues.map(faultOf);
  if (faults.length > 0) throw new DeploymentConfigError(`The deployment's context is wrong: ${faults.join('; ')}`);
  if (!parsed.success) throw new DeploymentConfigError("The deployment's context is wrong");
  return parsed.output;
};

const faultOf = (issue: v.BaseIssue<unknown>): string => {
  const key = v.getDotPath(issue) ?? 'context';
  if (issue.type !== 'strict_object') return `${key} ${issue.message}`;
  return `${key} is not a key; there are ${Object.keys(Schema.entries).sort().join(', ')}`;
};

const contradictions = (config: DeploymentConfig): readonly string[] => {
  const faults: string[] = [];
  if ((config.upstream === 'rapidapi') !== (config.rapidApiSecret !== undefined)) {
    faults.push('upstream=rapidapi and rapidApiSecret go together');
  }
  if (config.upstashDailyCommands !== undefined && config.upstashSecret === undefined) {
    faults.push('upstashDailyCommands needs upstashSecret: without it there is no Redis');
  }
  // A metered plan without a budget ends in a bill.
  if (config.upstream === 'rapidapi' && config.dailyBudget === undefined) {
    faults.push('dailyBudget is missing: RapidAPI plans are metered');
  }
  if (config.tableName !== undefined && config.replicaRegions !== undefined) {
    faults.push('replicaRegions belong to the deployment that creates the table, not to one with tableName');
  }
  return faults;
};
