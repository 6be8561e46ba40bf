import type { Counts } from '../model.ts';
import { around } from '../random.ts';
import type { SeasonPlan } from './season-plan.ts';
import { nowAndThen, partOf } from './season-plan.ts';

/** Per 36 minutes at a position: shots, their share from three, boards, assists, blocks. */
interface Style {
  readonly shots: number;
  readonly threes: number;
  readonly boards: number;
  readonly assists: number;
  readonly blocks: number;
}

const GUARD: Style = { shots: 14, threes: 0.45, boards: 4, assists: 6, blocks: 0.3 };
const WING: Style = { shots: 13, threes: 0.4, boards: 6, assists: 3, blocks: 0.6 };
const BIG: Style = { shots: 11, threes: 0.15, boards: 10, assists: 2, blocks: 1.5 };

const styleOf = (position: string): Style => {
  if (position === 'C') return BIG;
  return ['SF', 'PF', 'F'].includes(position) ? WING : GUARD;
};

/** A plausible season at a position, in counts that add up: points are what the shots make. */
export const basketballSeason = (position: string, plan: SeasonPlan): Readonly<Record<string, Counts>> => {
  const { random, games, role } = plan;
  const style = styleOf(position);
  const minutes = Math.round(games * around(random, 6 + role * 14, 12 + role * 26));
  const per36 = (value: number): number => Math.round((minutes / 36) * value * around(random, 0.75, 1.25));
  const share = (total: number, low: number, high: number): number => partOf(plan, total, low, high);
  const fieldGoalsAttempted = per36(style.shots);
  const threePointFieldGoalsAttempted = Math.min(fieldGoalsAttempted, share(fieldGoalsAttempted, 0, style.threes * 2));
  const threePointFieldGoalsMade = share(threePointFieldGoalsAttempted, 0.3, 0.42);
  const twos = fieldGoalsAttempted - threePointFieldGoalsAttempted;
  const fieldGoalsMade = threePointFieldGoalsMade + share(twos, 0.44, 0.64);
  const freeThrowsAttempted = per36(3);
  const freeThrowsMade = share(freeThrowsAttempted, 0.62, 0.9);
  const boards = per36(style.boards);
  const offensiveRebounds = share(boards, 0.1, 0.3);
  const box: Counts = {
    gamesPlayed: games,
    gamesStarted: Math.round(games * Math.max(0, role * 1.6 - 0.6)),
    minutes,
    fieldGoalsMade,
    fieldGoalsAttempted,
    threePointFieldGoalsMade,
    threePointFieldGoalsAttempted,
    freeThrowsMade,
    freeThrowsAttempted,
    offensiveRebounds,
    defensiveRebounds: boards - offensiveRebounds,
    assists: per36(style.assists),
    blocks: per36(style.blocks),
    steals: per36(1.1),
    fouls: per36(2.8),
    turnovers: per36(2),
    points: fieldGoalsMade * 2 + threePointFieldGoalsMade + freeThrowsMade,
    doubleDouble: Math.round(games * role * around(random, 0, 0.4)),
    tripleDouble: nowAndThen(plan, 1),
    disqualifications: nowAndThen(plan, 2),
    ejections: nowAndThen(plan, 1),
    technicalFouls: nowAndThen(plan, 4),
    flagrantFouls: nowAndThen(plan, 1),
  };
  return { box };
};
