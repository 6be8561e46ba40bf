import { ENV } from '../../../lib/config.ts';

export const TABLE_NAME = 'statline';

export interface StackAddresses {
  /** Undefined: the addresses of the real provider, which are the function's defaults. */
  /** The label keeps the answers of different simulated worlds, and of the real provider, apart in the tiers. */
  readonly upstream: { readonly url: string; readonly label: string } | undefined;
  readonly redis: { readonly url: string; readonly token: string };
  readonly dynamodb: { readonly url: string };
}

/** What the function is told: the same variables as on AWS, with the addresses of this machine. */
export const stackVariables = ({ upstream, redis, dynamodb }: StackAddresses): Readonly<Record<string, string>> => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
  [ENV.redisUrl]: redis.url,
  [ENV.redisToken]: redis.token,
  [ENV.tableName]: TABLE_NAME,
  ...(upstream === undefined
    ? {}
    : {
        [ENV.espnSiteUrl]: upstream.url,
        [ENV.espnWebUrl]: upstream.url,
        [ENV.espnCoreUrl]: upstream.url,
        [ENV.upstreamLabel]: upstream.label,
      }),
});
