import { ENV } from '../../../lib/config.ts';

export const TABLE_NAME = 'statline';

export interface StackAddresses {
  /** Variables that choose the provider; none: the real one, which is the default. */
  readonly upstream: Readonly<Record<string, string>>;
  /** `embedded`: in this process, else at an address that was given. */
  readonly redis: { readonly url: string; readonly token: string; readonly embedded: boolean };
  readonly dynamodb: { readonly url: string; readonly embedded: boolean };
  /** Of keys to refresh; undefined: stale keys are not refreshed in the background. */
  readonly queue?: { readonly url: string };
}

/** A simulated ESPN stands for every host of the real one. The label keeps entries of different worlds apart. */
export const espnVariables = ({ url, label }: { readonly url: string; readonly label: string }) => ({
  [ENV.espnSiteUrl]: url,
  [ENV.espnWebUrl]: url,
  [ENV.espnCoreUrl]: url,
  [ENV.espnPartnersUrl]: url,
  [ENV.upstreamLabel]: label,
});

/** The environment of every function: the variables it has on AWS, with addresses of this machine. */
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
  // A dozen processes that start on two cores delay each other more than a network would. A store that was given by its
  // address is a neighbour as on AWS: where it is slow, it is out of order.
  ...(redis.embedded ? { [ENV.redisTimeout]: '1000' } : {}),
  ...(dynamodb.embedded ? { [ENV.tableTimeout]: '2000' } : {}),
  ...(queue === undefined ? {} : { AWS_ENDPOINT_URL_SQS: new URL(queue.url).origin, [ENV.refreshQueueUrl]: queue.url }),
  ...upstream,
});

/**
 * Of the others' variables, those that the function `mcp` has on AWS, the keys, which are in no secret here, and where the
 * API is.
 */
export const mcpVariables = (
  variables: Readonly<Record<string, string>>,
  apiUrl: string,
): Readonly<Record<string, string>> => ({
  ...chosen(variables, [ENV.corsOrigins, ENV.apiKeyHashes, ENV.logSample]),
  STATLINE_API_URL: apiUrl,
});

/** Of the others' variables, those that the function `web` has on AWS, and whether there are keys. */
export const webVariables = (variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...chosen(variables, [ENV.corsOrigins, ENV.leagues]),
  ...((variables[ENV.apiKeyHashes] ?? '') !== '' && { [ENV.keysNeeded]: 'true' }),
});

const chosen = (
  variables: Readonly<Record<string, string>>,
  names: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = variables[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
