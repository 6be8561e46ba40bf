import type { StatRule, StatRules } from './rule.ts';
import { percent, ratio } from './rule.ts';

/** Seconds of ice time for each of something. The provider cuts its clocks: 3441.66 seconds are 57:21. */
const onIcePer = (category: string, per: string): StatRule => ({
  kind: 'formula',
  from: [`${category}.timeOnIce`, `${category}.${per}`],
  compute: (seconds = NaN, count = NaN) => Math.floor(seconds / count),
  decimals: 0,
});

// Without the total time they are not combined: a mean of cut means can be a second off.
const onIce = (category: string): StatRules => ({
  [`${category}.timeOnIcePerGame`]: onIcePer(category, 'games'),
  [`${category}.production`]: onIcePer(category, 'points'),
});

export const NHL_RULES: StatRules = {
  ...onIce('skating'),
  ...onIce('goaltending'),
  'skating.shootingPct': percent('skating.goals', 'skating.shotsTotal'),
  'skating.faceoffPercent': percent('skating.faceoffsWon', 'skating.totalFaceOffs'),
  'skating.shootoutShotPct': percent('skating.shootoutGoals', 'skating.shootoutAttempts'),
  'goaltending.savePct': ratio('goaltending.saves', 'goaltending.shotsAgainst', { decimals: 3 }),
  // Per sixty minutes; the time is in seconds.
  'goaltending.avgGoalsAgainst': ratio('goaltending.goalsAgainst', 'goaltending.timeOnIce', {
    times: 3600,
    decimals: 2,
  }),
  'goaltending.avgShotsAgainst': ratio('goaltending.shotsAgainst', 'goaltending.games'),
  'goaltending.shootoutSavePct': percent('goaltending.shootoutSaves', 'goaltending.shootoutShotsAgainst', 3),
};
