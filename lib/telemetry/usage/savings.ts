import type { ProviderCounts, UsageCounts, UsageSavings } from '../../http/answers/index.ts';

// The bot that Statline was first made for made 34 calls to compare two players by a season.
const CALLS_A_PLAYER = 34 / 2;

/** What questions would have cost by each model, less the calls that were made, for whatever reason. */
export const reportSavings = (counts: UsageCounts, { calls: made }: Pick<ProviderCounts, 'calls'>): UsageSavings => {
  const original = CALLS_A_PLAYER * counts.players;
  const careful = answeredEntries(counts);
  return {
    calls: made,
    original: {
      wouldHaveCost: original,
      saved: original - made,
      formula: `${CALLS_A_PLAYER} calls × ${counts.players} players that answers were about − ${made} calls made`,
    },
    careful: {
      wouldHaveCost: careful,
      saved: careful - made,
      formula: `1 call × ${careful} entries that answers rest on − ${made} calls made`,
    },
  };
};

const answeredEntries = ({ entries: { hits, stale, misses, collapsed } }: UsageCounts): number =>
  Object.values(hits).reduce((sum, each) => sum + each, 0) + stale + misses + collapsed;
