import type { StackClock } from '../clock/stack-clock.ts';
import type { RedisRest } from '../redis-rest/redis-rest.ts';
import { createScenePlayer, type ScenePlayer } from '../scenes/player.ts';
import { createStage } from '../scenes/stage.ts';
import type { StackParts } from './parts.ts';
import type { ProviderOptions, StartedProvider } from './providers.ts';

export interface ScenesOptions extends Pick<ProviderOptions, 'latency' | 'errorRate'> {
  readonly provider: StartedProvider;
  readonly redis: RedisRest;
  readonly dynamodb: { readonly url: string };
  /** Of the functions. */
  readonly variables: Readonly<Record<string, string>>;
  readonly clock?: StackClock | undefined;
  readonly log?: (line: string) => void;
}

/** What scenes change is the simulated ESPN first of all: without it there are none. */
export const startScenes = async (
  options: ScenesOptions,
  start: StackParts['start'],
): Promise<ScenePlayer | undefined> => {
  const { provider, redis, dynamodb, variables, clock, log, latency = 0, errorRate = 0 } = options;
  const { espn } = provider;
  if (espn === undefined) return undefined;
  const stage = createStage({
    provider: espn,
    usual: { latency, errorRate },
    redis,
    spender: async () => {
      const { createSpender } = await import('../scenes/spender.ts');
      return createSpender({ dynamodb, variables, clock: clock ?? Date });
    },
  });
  return start('The scenes', () => Promise.resolve(createScenePlayer({ stage, clock, ...(log && { log }) })));
};
