import { ENV } from '../../../lib/config.ts';

export const TABLE_NAME = 'statline';

export interface StackAddresses {
  /** What tells a function which provider to ask; nothing: the real one, which is its default. */
  readonly upstream: Readonly<Record<string, string>>;
  readonly redis: { readonly url: string; readonly token: string };
  readonly dynamodb: { readonly url: string };
  /** Of keys to refresh; undefined: nobody refreshes. */
  readonly queue?: { readonly url: string };
}

/** A simulated ESPN is every host of the real one. The label keeps apart in the tiers what different worlds answered. */
export const espnVariables = ({ url, label }: { readonly url: string; readonly label: string }) => ({
  [ENV.espnSiteUrl]: url,
  [ENV.espnWebUrl]: url,
  [ENV.espnCoreUrl]: url,
  [ENV.espnPartnersUrl]: url,
  [ENV.upstreamLabel]: label,
});

/** What every function is told: the same variables as on AWS, with the addresses of this machine. */
export const stackVariables = ({
  upstream,
  redis,
  dynamodb,
  queue,
}: StackAddresses): Readonly<Record<string, string>> => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
  [ENV.redisUrl]: redis.url,
  [ENV.redisToken]: redis.token,
  [ENV.tableName]: TABLE_NAME,
  // A dozen processes starting on two cores keep each other waiting longer than a network would.
  [ENV.redisTimeout]: '1000',
  [ENV.tableTimeout]: '2000',
  ...(queue === undefined ? {} : { AWS_ENDPOINT_URL_SQS: new URL(queue.url).origin, [ENV.refreshQueueUrl]: queue.url }),
  ...upstream,
});
