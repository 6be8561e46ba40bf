import { FieldError } from '../../../simulators/espn/field-error.ts';
import type { SimulatedEspn } from '../../../simulators/espn/index.ts';
import type { Knobs } from '../../../simulators/espn/knobs.ts';
import type { RedisRest } from '../redis-rest/redis-rest.ts';
import type { Stage } from './player.ts';
import type { Change } from './scene.ts';

export interface StageOptions {
  readonly provider: Pick<SimulatedEspn, 'configure' | 'trade' | 'letHappen'>;
  /** How the provider behaves where no scene says otherwise. */
  readonly usual: Pick<Knobs, 'latency' | 'errorRate'>;
  readonly redis: Pick<RedisRest, 'setOut'>;
  /** Spends a part of the day's calls; loaded with the first scene that does. */
  readonly spender: () => Promise<Spender>;
}

export interface Spender {
  /** As if so much of the day's calls, 0 to 1, had been spent. */
  spendUpTo(share: number): Promise<void>;
  /** Gives back what was not really spent, where it is still that day. */
  giveBack(): Promise<void>;
}

/** The parts of a running stack that scenes change. */
export const createStage = ({ provider, usual, redis, spender }: StageOptions): Stage => {
  const asUsual = { ...usual, fail: 'none' } as const;
  let spending: Spender | undefined;
  return {
    async apply({ provider: knobs, incident, trade, redis: change, spent }) {
      if (knobs !== undefined) provider.configure(knobs === 'usual' ? asUsual : knobs);
      if (incident !== undefined) provider.letHappen(incident);
      if (trade !== undefined) tradeToOneOf(provider, trade);
      if (change !== undefined) redis.setOut(change === 'out');
      if (spent !== undefined) {
        spending ??= await spender();
        await spending.spendUpTo(spent);
      }
    },
    async restore() {
      provider.configure(asUsual);
      redis.setOut(false);
      await spending?.giveBack();
    },
  };
};

/** The scene may have been shown before: a player cannot be traded to the team that they are on. */
const tradeToOneOf = (provider: StageOptions['provider'], { league, name, to }: NonNullable<Change['trade']>): void => {
  for (const [index, team] of to.entries()) {
    try {
      provider.trade({ league, name, to: team });
      return;
    } catch (error) {
      if (!(error instanceof FieldError) || index === to.length - 1) throw error;
    }
  }
};
