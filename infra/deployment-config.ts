import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { METRICS_NAMESPACE } from '../lib/telemetry/metric-names.ts';
import { choice, flag, list, oneOf, region, secretName, text, whole } from './deployment-config-values.ts';
import type { DeploymentOptions } from './deployment-options.ts';

const RETENTION = Object.values(RetentionDays).filter((days) => typeof days === 'number');

const Schema = v.strictObject({
  name: v.optional(
    v.pipe(text(30), v.regex(/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/, 'must be lower-case letters, digits and dashes')),
  ),
  upstashSecret: v.optional(secretName),
  upstashDailyCommands: v.optional(whole(1, 900_000_000)),
  apiKeysSecret: v.optional(secretName),
  upstream: v.optional(choice(['espn', 'rapidapi']), 'espn'),
  rapidApiSecret: v.optional(secretName),
  prediction: v.optional(choice(['on', 'off'])),
  userAgent: v.optional(text(200)),
  leagues: v.optional(list(text(40))),
  windowsFile: v.optional(text(1000)),
  dailyBudget: v.optional(whole(1, 10_000_000)),
  minuteBudget: v.optional(whole(1, 100_000)),
  warmMinutes: v.optional(whole(0, 1440), 5),
  purgeMinutes: v.optional(whole(1, 1440), 10),
  coherenceSeconds: v.optional(whole(1, 600), 30),
  throttleRate: v.optional(whole(1, 10_000), 100),
  throttleBurst: v.optional(whole(1, 5000), 200),
  defaultRouteRate: v.optional(whole(1, 10_000), 5),
  corsOrigins: v.optional(list(text(200))),
  domain: v.optional(
    v.pipe(
      text(253),
      v.toLowerCase(),
      v.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, 'must be a host name'),
    ),
  ),
  certificateArn: v.optional(
    v.pipe(
      text(300),
      v.regex(/^arn:aws[\w-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, 'must be the ARN of a certificate in ACM'),
    ),
  ),
  hostedZoneId: v.optional(v.pipe(text(32), v.regex(/^Z[A-Z0-9]+$/, 'must be the id of a hosted zone, as in Z0123…'))),
  alarmEmail: v.optional(v.pipe(text(254), v.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address'))),
  monthlyBudget: v.optional(whole(1, 1_000_000)),
  removalPolicy: v.optional(choice(['destroy', 'retain']), 'destroy'),
  logRetentionDays: v.optional(oneOf(RETENTION), RetentionDays.ONE_MONTH),
  logSample: v.optional(whole(0, 1_000_000)),
  logAddresses: v.optional(flag, false),
  reserveConcurrency: v.optional(flag, true),
  replicaRegions: v.optional(list(region)),
  tableName: v.optional(v.pipe(text(255), v.regex(/^[\w.-]{3,}$/, 'must be the name of a table'))),
} satisfies Readonly<Record<keyof DeploymentOptions, v.GenericSchema>>);

/** What has been read and checked: every option that has a default is there. */
export type DeploymentConfig = v.InferOutput<typeof Schema>;

/** One name for each deployment: alarms, the dashboard and all resources get theirs from the stack. */
export const stackNameOf = ({ name }: DeploymentConfig): string =>
  name === undefined ? 'Statline' : `Statline-${name}`;

export const metricsNamespaceOf = ({ name }: Pick<DeploymentConfig, 'name'>): string =>
  name === undefined ? METRICS_NAMESPACE : `${METRICS_NAMESPACE}/${name}`;

/** The deployment cannot be configured so; the message names every key that is wrong. */
export class DeploymentConfigError extends Error {
  override readonly name = 'DeploymentConfigError';
}

// CDK's own keys have a colon, a slash or an @ in them, or one of its prefixes.
const CDK_KEY = /[:/@]|^(cdk|aws-cdk|acknowledged)-/;

/** Reads the app's context; what is not there has its default. Throws DeploymentConfigError. */
export const readDeploymentConfig = (context: Readonly<Record<string, unknown>>): DeploymentConfig =>
  checked(
    Object.fromEntries(Object.entries(context).filter(([key]) => !CDK_KEY.test(key))),
    "The deployment's context is wrong",
  );

/** Reads what a construct was given; what is not there has its default. Throws DeploymentConfigError. */
export const deploymentConfigOf = (options: DeploymentOptions): DeploymentConfig =>
  checked(options, "Statline's properties are wrong");

const checked = (options: object, isWrong: string): DeploymentConfig => {
  const parsed = v.safeParse(Schema, options, { abortPipeEarly: true });
  const faults = parsed.success ? contradictions(parsed.output) : parsed.issues.map(faultOf);
  if (faults.length > 0) throw new DeploymentConfigError(`${isWrong}: ${faults.join('; ')}`);
  if (!parsed.success) throw new DeploymentConfigError(isWrong);
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
  if ((config.domain === undefined) !== (config.certificateArn === undefined)) {
    faults.push('domain and certificateArn go together: API Gateway answers a name only with its certificate');
  }
  if (config.hostedZoneId !== undefined && config.domain === undefined) {
    faults.push('hostedZoneId needs domain: there is no record to make');
  }
  if (config.monthlyBudget !== undefined && config.alarmEmail === undefined) {
    faults.push('monthlyBudget needs alarmEmail: somebody has to be told');
  }
  return faults;
};
