import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { espnVariables } from '../../infra/local/stack/variables.ts';
import { ENV } from '../../lib/config.ts';
import { GENEROUS_LIMITS } from './generous-limits.ts';

/** Two releases side by side, as during a deployment: one provider, one Redis, one table and one queue. */
export interface TwoReleases {
  readonly ours: Stack;
  /** Its functions alone are its own: the stores are those of `ours`. */
  readonly other: Stack;
  readonly provider: NonNullable<Stack['upstream']>;
  close(): Promise<void>;
}

export interface TwoReleasesOptions {
  readonly ours: Bundles;
  readonly other: Bundles;
  readonly variables?: Readonly<Record<string, string>>;
}

export const startTwoReleases = async ({ ours, other, variables }: TwoReleasesOptions): Promise<TwoReleases> => {
  const shared = { freeze: true, refreshing: 'stepped', environments: 2 } as const;
  const given = { ...GENEROUS_LIMITS, [ENV.coherenceWindow]: '100', ...variables };
  const first = await startStack({ ...shared, bundles: ours, variables: given });
  const { upstream: provider, redis, dynamodb, queue } = first;
  try {
    if (provider === undefined) throw new Error('The stack has no simulated provider');
    const second = await startStack({
      ...shared,
      bundles: other,
      upstream: 'espn',
      dynamodb: dynamodb.url,
      variables: {
        ...espnVariables({ url: provider.url, label: 'simulated-1' }),
        [ENV.redisUrl]: redis.url,
        [ENV.redisToken]: redis.token,
        [ENV.refreshQueueUrl]: queue.url,
        AWS_ENDPOINT_URL_SQS: new URL(queue.url).origin,
        ...given,
      },
    });
    const close = async (): Promise<void> => {
      await second.close();
      await first.close();
    };
    return { ours: first, other: second, provider, close };
  } catch (error) {
    await first.close();
    throw error;
  }
};
