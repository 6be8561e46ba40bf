import type { Counts } from '../model.ts';
import { around, between } from '../random.ts';
import type { SeasonPlan } from './season-plan.ts';
import { nowAndThen, partOf } from './season-plan.ts';

type Groups = Readonly<Record<string, Counts>>;

/** A plausible season at a position, in counts. Linemen have none: there are no statistics for them. */
export const footballSeason = (position: string, plan: SeasonPlan): Groups => {
  switch (position) {
    case 'QB':
      return withScoring(plan, { passing: passing(plan), rushing: rushing(plan, 1 + plan.role * 4) });
    case 'RB':
      return withScoring(plan, {
        rushing: rushing(plan, 2 + plan.role * 16),
        receiving: receiving(plan, 1 + plan.role * 3),
      });
    case 'WR':
    case 'TE':
      return withScoring(plan, { receiving: receiving(plan, 0.8 + plan.role * 8) });
    case 'PK':
      return kicking(plan);
    case 'P':
      return { punting: punting(plan) };
    case 'DE':
    case 'DT':
      return { defensive: defensive(plan, { tackles: 2.6, sacks: 0.6, passes: 0.15 }) };
    case 'LB':
      return { defensive: defensive(plan, { tackles: 6.5, sacks: 0.25, passes: 0.3 }) };
    case 'CB':
    case 'S':
      return { defensive: defensive(plan, { tackles: 4.6, sacks: 0.05, passes: 0.7 }) };
    default:
      return {};
  }
};

const whole = Math.round;

const passing = (plan: SeasonPlan): Counts => {
  const { random, games, role } = plan;
  const attempts = whole(games * around(random, 6, 10 + role * 28));
  return {
    gamesPlayed: games,
    completions: partOf(plan, attempts, 0.57, 0.7),
    passingAttempts: attempts,
    passingYards: partOf(plan, attempts, 5.8, 8.4),
    passingTouchdowns: partOf(plan, attempts, 0.025, 0.065),
    interceptions: partOf(plan, attempts, 0.008, 0.032),
    longPassing: Math.min(attempts * 8, between(random, 38, 83)),
    sacks: partOf(plan, attempts, 0.04, 0.09),
    adjQBR: whole(around(random, 25, 45 + role * 35) * 10) / 10,
  };
};

const rushing = (plan: SeasonPlan, perGame: number): Counts => {
  const { random, games } = plan;
  const attempts = whole(games * perGame * around(random, 0.7, 1.3));
  const fumbles = partOf(plan, attempts, 0, 0.02);
  return {
    gamesPlayed: games,
    rushingAttempts: attempts,
    rushingYards: partOf(plan, attempts, 3.3, 5.5),
    rushingTouchdowns: partOf(plan, attempts, 0.01, 0.055),
    longRushing: Math.min(attempts * 5, between(random, 12, 75)),
    rushingFirstDowns: partOf(plan, attempts, 0.17, 0.3),
    rushingFumbles: fumbles,
    rushingFumblesLost: partOf(plan, fumbles, 0, 1),
  };
};

const receiving = (plan: SeasonPlan, perGame: number): Counts => {
  const { random, games } = plan;
  const targets = whole(games * perGame * around(random, 0.7, 1.2));
  const receptions = partOf(plan, targets, 0.55, 0.78);
  const fumbles = partOf(plan, receptions, 0, 0.03);
  return {
    gamesPlayed: games,
    receptions,
    receivingTargets: targets,
    receivingYards: partOf(plan, receptions, 7, 16),
    receivingTouchdowns: partOf(plan, receptions, 0.02, 0.12),
    longReception: Math.min(receptions * 14, between(random, 18, 80)),
    receivingFirstDowns: partOf(plan, receptions, 0.4, 0.65),
    receivingFumbles: fumbles,
    receivingFumblesLost: partOf(plan, fumbles, 0, 1),
  };
};

interface PerGame {
  readonly tackles: number;
  readonly sacks: number;
  readonly passes: number;
}

const defensive = (plan: SeasonPlan, perGame: PerGame): Counts => {
  const { random, games, role } = plan;
  const times = (value: number): number => whole(games * value * role * around(random, 0.6, 1.4));
  const totalTackles = times(perGame.tackles);
  const soloTackles = partOf(plan, totalTackles, 0.5, 0.75);
  const interceptions = times(perGame.passes / 4);
  const fumblesRecovered = times(0.06);
  const stuffs = times(0.2);
  return {
    gamesPlayed: games,
    totalTackles,
    soloTackles,
    assistTackles: totalTackles - soloTackles,
    // Two men may share a sack.
    sacks: whole(games * perGame.sacks * role * around(random, 0.5, 1.5) * 2) / 2,
    fumblesForced: times(0.1),
    fumblesRecovered,
    fumblesRecoveredYards: fumblesRecovered * between(random, 0, 9),
    interceptions,
    interceptionYards: interceptions * between(random, 2, 22),
    interceptionTouchdowns: Math.min(interceptions, nowAndThen(plan, 1)),
    longInterception: interceptions * between(random, 4, 18),
    passesDefended: times(perGame.passes),
    stuffs,
    stuffYards: stuffs * 2,
    kicksBlocked: nowAndThen(plan, 1),
  };
};

const kicking = (plan: SeasonPlan): Groups => {
  const { random, games } = plan;
  const ranges = { '1_19': 0.05, '20_29': 0.4, '30_39': 0.5, '40_49': 0.5, '50': 0.4 };
  const counts: Record<string, number> = { gamesPlayed: games };
  let fieldGoals = 0;
  for (const [range, perGame] of Object.entries(ranges)) {
    const attempts = whole(games * perGame * around(random, 0.5, 1.5));
    const made = partOf(plan, attempts, 0.72, 1);
    fieldGoals += made;
    counts[`fieldGoalsMade${range}`] = made;
    counts[`fieldGoalAttempts${range}`] = attempts;
  }
  const extraPointAttempts = whole(games * around(random, 1.6, 3.2));
  const extraPointsMade = partOf(plan, extraPointAttempts, 0.92, 1);
  const kicks = { ...counts, longFieldGoalMade: between(random, 46, 62), extraPointsMade, extraPointAttempts };
  return { kicking: kicks, scoring: scoring(games, { kickExtraPoints: extraPointsMade, fieldGoals }) };
};

const punting = (plan: SeasonPlan): Counts => {
  const { random, games } = plan;
  const punts = whole(games * around(random, 2.8, 5));
  const puntReturns = partOf(plan, punts, 0.3, 0.55);
  return {
    gamesPlayed: games,
    punts,
    puntYards: partOf(plan, punts, 42, 50),
    longPunt: between(random, 58, 79),
    touchbacks: partOf(plan, punts, 0.02, 0.12),
    puntsInside20: partOf(plan, punts, 0.3, 0.5),
    puntReturns,
    puntReturnYards: partOf(plan, puntReturns, 5, 13),
  };
};

const withScoring = ({ games }: SeasonPlan, groups: Groups): Groups => {
  const touchdowns = (group: string, name: string): number => groups[group]?.[name] ?? 0;
  const passingTouchdowns = touchdowns('passing', 'passingTouchdowns');
  const rushingTouchdowns = touchdowns('rushing', 'rushingTouchdowns');
  const receivingTouchdowns = touchdowns('receiving', 'receivingTouchdowns');
  // No row for a season without an entry, as with the provider.
  if (passingTouchdowns + rushingTouchdowns + receivingTouchdowns === 0) return groups;
  return { ...groups, scoring: scoring(games, { passingTouchdowns, rushingTouchdowns, receivingTouchdowns }) };
};

const scoring = (games: number, scored: Counts): Counts => {
  const of = (name: string): number => scored[name] ?? 0;
  const totalTouchdowns = of('rushingTouchdowns') + of('receivingTouchdowns');
  return {
    gamesPlayed: games,
    passingTouchdowns: of('passingTouchdowns'),
    rushingTouchdowns: of('rushingTouchdowns'),
    receivingTouchdowns: of('receivingTouchdowns'),
    returnTouchdowns: 0,
    totalTouchdowns,
    totalTwoPointConvs: 0,
    kickExtraPoints: of('kickExtraPoints'),
    fieldGoals: of('fieldGoals'),
    totalPoints: totalTouchdowns * 6 + of('kickExtraPoints') + of('fieldGoals') * 3,
  };
};
