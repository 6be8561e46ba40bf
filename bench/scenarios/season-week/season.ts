import { createStackClock } from '../../../infra/local/clock/stack-clock.ts';
import { startStack, type Bundles, type Stack } from '../../../infra/local/stack/stack.ts';
import type { Seen } from '../../../test/support/ask.ts';
import { famousFirst, type Famous } from '../players.ts';
import { createStepper, type Stepper } from '../stepper.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** What every run of the scenario has in common. */
export const SEASON = {
  seed: 1,
  environments: 8,
  season: 2026,
  players: 200,
} as const;

export interface OpenSeason {
  readonly stack: Stack;
  readonly stepper: Stepper;
  /** Those who are asked about, the most popular first. */
  readonly players: readonly Famous[];
}

export interface SeasonOptions {
  /** Epoch milliseconds. */
  readonly from: number;
  /** Provider calls. */
  readonly dailyBudget?: number;
  /** Told of every answer. */
  readonly onSeen?: (seen: Seen) => void;
}

/** The NFL at a moment of its season, after the first warm run. The caller closes the stack. */
export const openSeason = async (
  bundles: Bundles,
  { from, dailyBudget, onSeen }: SeasonOptions,
): Promise<OpenSeason> => {
  const clock = createStackClock({ start: from });
  const stack = await startStack({
    bundles,
    environments: SEASON.environments,
    clock,
    seed: SEASON.seed,
    freeze: true,
    refreshing: 'stepped',
    ...(dailyBudget !== undefined && { dailyBudget }),
    variables: { LEAGUES: 'nfl' },
  });
  try {
    const players = (await famousFirst(stack)).slice(0, SEASON.players);
    const stepper = createStepper({ stack, clock, ...(onSeen && { onSeen }) });
    await stepper.to(clock.now());
    return { stack, stepper, players };
  } catch (error) {
    await stack.close();
    throw error;
  }
};
