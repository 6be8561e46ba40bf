import type { Counts } from '../model.ts';
import { around } from '../random.ts';
import type { SeasonPlan } from './season-plan.ts';
import { nowAndThen, partOf, perGame } from './season-plan.ts';

/** A plausible season at a position, in counts that add up: points are goals and assists. */
export const hockeySeason = (position: string, plan: SeasonPlan): Readonly<Record<string, Counts>> =>
  position === 'G' ? { goaltending: goaltending(plan) } : { skating: skating(position, plan) };

const skating = (position: string, plan: SeasonPlan): Counts => {
  const { games, role } = plan;
  const defense = position === 'D';
  const shots = perGame(plan, 0.6 + role * 0.8, 1 + role * (defense ? 1.5 : 2.8));
  const goals = partOf(plan, shots, defense ? 0.02 : 0.06, defense ? 0.08 : 0.18);
  const assists = perGame(plan, role * 0.1, role * 0.8);
  const drawn = position === 'C' ? perGame(plan, 4 + role * 8, 8 + role * 12) : nowAndThen(plan, 30);
  const won = partOf(plan, drawn, 0.42, 0.58);
  const minutes = (defense ? 13 : 9) + role * 10;
  return {
    games,
    goals,
    assists,
    plusMinus: plusMinusOf(plan),
    penaltyMinutes: perGame(plan, 0.1, 1),
    shotsTotal: shots,
    powerPlayGoals: partOf(plan, goals, 0, 0.4),
    powerPlayAssists: partOf(plan, assists, 0, 0.45),
    shortHandedGoals: partOf(plan, goals, 0, 0.04),
    shortHandedAssists: partOf(plan, assists, 0, 0.03),
    gameWinningGoals: partOf(plan, goals, 0, 0.25),
    faceoffsWon: won,
    faceoffsLost: drawn - won,
    secondsOnIce: Math.round(games * around(plan.random, minutes - 1.5, minutes + 1.5) * 60),
  };
};

const plusMinusOf = ({ random, share, role }: SeasonPlan): number =>
  Math.round(around(random, -30 + role * 15, 10 + role * 25) * share);

const goaltending = (plan: SeasonPlan): Counts => {
  const { random, role } = plan;
  const games = Math.ceil(plan.games * (0.15 + role * 0.6));
  const shotsAgainst = Math.round(games * around(random, 24, 32));
  const goalsAgainst = partOf(plan, shotsAgainst, 0.08, 0.12);
  const wins = partOf(plan, games, 0.3, 0.65);
  const overtimeLosses = partOf(plan, games - wins, 0, 0.35);
  return {
    games,
    gameStarted: partOf(plan, games, 0.85, 1),
    wins,
    losses: games - wins - overtimeLosses,
    // There have been none since 2005.
    ties: null,
    overtimeLosses,
    goalsAgainst,
    shotsAgainst,
    saves: shotsAgainst - goalsAgainst,
    shutouts: partOf(plan, wins, 0, 0.2),
    secondsOnIce: Math.round(games * around(random, 56, 61) * 60),
  };
};
