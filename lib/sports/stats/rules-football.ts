import type { StatRules } from './rule.ts';
import { NONE, percent, ratio, SUM } from './rule.ts';

// The league's own formula (1973): four components, each held between 0 and 2.375.
const passerRating = (
  completions = NaN,
  attempts = NaN,
  yards = NaN,
  touchdowns = NaN,
  interceptions = NaN,
): number => {
  const held = (component: number): number => Math.min(Math.max(component, 0), 2.375);
  const sum =
    held((completions / attempts - 0.3) * 5) +
    held((yards / attempts - 3) * 0.25) +
    held((touchdowns / attempts) * 20) +
    held(2.375 - (interceptions / attempts) * 25);
  return (sum / 6) * 100;
};

export const NFL_RULES: StatRules = {
  'passing.completionPct': percent('passing.completions', 'passing.passingAttempts'),
  'passing.interceptionPct': percent('passing.interceptions', 'passing.passingAttempts', 2),
  'passing.passingTouchdownPct': percent('passing.passingTouchdowns', 'passing.passingAttempts', 2),
  'passing.yardsPerCompletion': ratio('passing.passingYards', 'passing.completions'),
  'passing.passingYardsPerGame': ratio('passing.passingYards', 'passing.gamesPlayed'),
  'passing.yardsPerPassAttempt': ratio('passing.passingYards', 'passing.passingAttempts'),
  'passing.QBRating': {
    kind: 'formula',
    from: ['completions', 'passingAttempts', 'passingYards', 'passingTouchdowns', 'interceptions'].map(
      (name) => `passing.${name}`,
    ),
    compute: passerRating,
    decimals: 1,
  },
  // Weighs every play by its situation: nothing in a season's row can rebuild it.
  'passing.adjQBR': NONE,
  'rushing.yardsPerRushAttempt': ratio('rushing.rushingYards', 'rushing.rushingAttempts'),
  'rushing.rushingYardsPerGame': ratio('rushing.rushingYards', 'rushing.gamesPlayed'),
  'receiving.receivingYardsPerGame': ratio('receiving.receivingYards', 'receiving.gamesPlayed'),
  'receiving.yardsPerReception': ratio('receiving.receivingYards', 'receiving.receptions'),
  // Counts that come in halves.
  'defensive.sacks': SUM,
  'defensive.stuffs': SUM,
  'defensive.tacklesForLoss': SUM,
  'defensive.avgInterceptionYards': ratio('defensive.interceptionYards', 'defensive.interceptions'),
  'kicking.fieldGoalPct': percent('kicking.fieldGoalsMade', 'kicking.fieldGoalAttempts'),
  'kicking.extraPointPct': percent('kicking.extraPointsMade', 'kicking.extraPointAttempts'),
  'returning.yardsPerKickReturn': ratio('returning.kickReturnYards', 'returning.kickReturns'),
  'returning.yardsPerPuntReturn': ratio('returning.puntReturnYards', 'returning.puntReturns'),
  'punting.grossAvgPuntYards': ratio('punting.puntYards', 'punting.punts'),
  'punting.avgPuntReturnYards': ratio('punting.puntReturnYards', 'punting.puntReturns'),
};
