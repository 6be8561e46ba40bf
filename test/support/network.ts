import type { SharedTier } from '../../lib/cache/index.ts';
import { interceptTier } from '../../lib/tiers/intercept.ts';

/** What lies between an environment and a tier: each call takes its turn on the way there, and on the way back. */
export const throughNetwork = (tier: SharedTier, turn: () => Promise<unknown>): SharedTier =>
  interceptTier(tier, async (_operation, call) => {
    await turn();
    const answer = await call();
    await turn();
    return answer;
  });
