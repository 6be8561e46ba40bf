import { ENV } from '../../../lib/config.ts';

export const TABLE_NAME = 'statline';

export interface StackAddresses {
  /**
   * Undefined: the addresses of the real provider, which are the function's defaults.
   * The label keeps the answers of different simulated worlds, and of the real provider, apart in the tiers.
   */
  readonly upstream: { readonly url: string; readonly label: string } | undefined;
  readonly redis: { readonly url: string; readonly token: string };
  readonly dynamodb: { readonly url: string };
  /** Of keys to refresh; undefined: nobody refreshes. */
  readonly queue?: { readonly url: string };
}

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
  ...(upstream === undefined
    ? {}
    : {
        [ENV.espnSiteUrl]: upstream.url,
        [ENV.espnWebUrl]: upstream.url,
        [ENV.espnCoreUrl]: upstream.url,
        [ENV.upstreamLabel]: upstream.label,
      }),
});
