import { role, type QuotedStat, type Role } from './role.ts';

const TACKLES: QuotedStat = ['defensive.totalTackles', 'Tackles'];
const SACKS: QuotedStat = ['defensive.sacks', 'Sacks'];
const INTERCEPTIONS: QuotedStat = ['defensive.interceptions', 'INT'];
const DEFENDED: QuotedStat = ['defensive.passesDefended', 'PD'];
const FORCED: QuotedStat = ['defensive.fumblesForced', 'FF'];

export const FOOTBALL_ROLES: readonly Role[] = [
  role('QB', 'passing.passingAttempts', [
    ['passing.passingYards', 'Pass Yds'],
    ['passing.passingTouchdowns', 'Pass TD'],
    ['passing.interceptions', 'INT'],
    ['passing.completionPct'],
    ['passing.QBRating'],
    ['rushing.rushingYards', 'Rush Yds'],
  ]),
  role('RB HB TB FB', 'rushing.rushingAttempts', [
    ['rushing.rushingYards', 'Rush Yds'],
    ['rushing.rushingTouchdowns', 'Rush TD'],
    ['rushing.rushingAttempts'],
    ['rushing.yardsPerRushAttempt', 'Yds/Car'],
    ['receiving.receptions'],
    ['receiving.receivingYards', 'Rec Yds'],
  ]),
  role('WR TE FL SE', 'receiving.receptions', [
    ['receiving.receptions'],
    ['receiving.receivingYards', 'Rec Yds'],
    ['receiving.receivingTouchdowns', 'Rec TD'],
    ['receiving.receivingTargets'],
    ['receiving.yardsPerReception', 'Yds/Rec'],
  ]),
  role('LB ILB MLB', 'defensive.totalTackles', [TACKLES, SACKS, INTERCEPTIONS, DEFENDED, FORCED]),
  role('DE DT NT DL EDGE OLB', 'defensive.sacks', [SACKS, TACKLES, FORCED, DEFENDED]),
  role('CB NB S FS SS SAF DB', 'defensive.interceptions', [INTERCEPTIONS, DEFENDED, TACKLES, FORCED]),
  role('PK K', 'kicking.fieldGoalAttempts kicking.extraPointAttempts', [
    ['kicking.fieldGoalsMade', 'FG'],
    ['scoring.fieldGoals', 'FG'],
    ['kicking.fieldGoalPct'],
    ['kicking.longFieldGoalMade', 'Long'],
    ['kicking.extraPointsMade', 'XP'],
    ['kicking.extraPointAttempts', 'XPA'],
    ['kicking.totalKickingPoints', 'PTS'],
    ['scoring.totalPoints', 'PTS'],
  ]),
  role('P', 'punting.punts', [
    ['punting.punts', 'Punts'],
    ['punting.grossAvgPuntYards', 'Yds/Punt'],
    ['punting.longPunt', 'Long'],
    ['punting.puntsInside20', 'Inside 20'],
    ['punting.touchbacks'],
  ]),
];
