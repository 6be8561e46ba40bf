import type { GlossaryEntry } from '../model/index.ts';
import { glossaryCategory, type GlossaryRow } from './entry.ts';

const EVERYBODY: readonly GlossaryRow[] = [
  ['games', 'GP', 'count', 'none', 'Games played in'],
  ['gamesPlayed', 'GP', 'count', 'none', 'Games played in'],
  ['teamGamesPlayed', 'TGP', 'count', 'none', 'Games of the team'],
  ['goals', 'G', 'count', 'higher', 'Goals scored'],
  ['assists', 'A', 'count', 'higher', 'Passes that led to a goal'],
  ['points', 'PTS', 'points', 'higher', 'Goals and assists'],
  ['plusMinus', '+/-', 'count', 'higher', 'Goals of the team while on the ice, less those against it'],
  ['penaltyMinutes', 'PIM', 'minutes', 'lower', 'Minutes in the penalty box'],
  ['timeOnIce', 'TOI', 'seconds', 'none', 'Time on the ice'],
  ['timeOnIcePerGame', 'TOI/G', 'seconds', 'none', 'Time on the ice a game'],
  ['shifts', 'SHFT', 'count', 'none', 'Turns on the ice'],
  // 0 without a point: less is not better.
  ['production', 'PROD', 'seconds', 'none', 'Time on the ice for each point; 0 without one'],
];

const SKATING: readonly GlossaryRow[] = [
  ['shotsTotal', 'S', 'count', 'higher', 'Shots on goal'],
  ['shootingPct', 'S%', 'percent', 'higher', 'Share of the shots that scored'],
  ['powerPlayGoals', 'PPG', 'count', 'higher', 'Goals with more skaters on the ice'],
  ['powerPlayAssists', 'PPA', 'count', 'higher', 'Assists with more skaters on the ice'],
  ['powerPlayPoints', 'PPP', 'points', 'higher', 'Goals and assists with more skaters on the ice'],
  ['shortHandedGoals', 'SHG', 'count', 'higher', 'Goals with fewer skaters on the ice'],
  ['shortHandedAssists', 'SHA', 'count', 'higher', 'Assists with fewer skaters on the ice'],
  ['shortHandedPoints', 'SHP', 'points', 'higher', 'Goals and assists with fewer skaters on the ice'],
  ['gameWinningGoals', 'GWG', 'count', 'higher', 'Goals that decided a game'],
  ['gameTyingGoals', 'GTG', 'count', 'higher', 'Goals that evened a game'],
  ['shootoutGoals', 'SOG', 'count', 'higher', 'Goals in shootouts'],
  ['shootoutAttempts', 'SOA', 'count', 'none', 'Tries in shootouts'],
  ['shootoutShotPct', 'SO%', 'percent', 'higher', 'Share of those that scored'],
  ['totalFaceOffs', 'FO', 'count', 'none', 'Face-offs taken'],
  ['faceoffsWon', 'FOW', 'count', 'higher', 'Face-offs won'],
  ['faceoffsLost', 'FOL', 'count', 'lower', 'Face-offs lost'],
  ['faceoffPercent', 'FO%', 'percent', 'higher', 'Share of the face-offs won'],
  ['hits', 'HT', 'count', 'higher', 'Body checks'],
  ['blockedShots', 'BS', 'count', 'higher', 'Shots stopped with the body'],
  ['takeaways', 'TK', 'count', 'higher', 'Pucks taken from the other team'],
  ['giveaways', 'GV', 'count', 'lower', 'Pucks lost to the other team'],
  ['shotDifferential', 'SDIFF', 'count', 'higher', 'Shots for, less shots against'],
  ['goalDifferential', 'GDIFF', 'count', 'higher', 'Goals for, less goals against'],
];

const GOALTENDING: readonly GlossaryRow[] = [
  ['gameStarted', 'GS', 'count', 'none', 'Games begun in goal'],
  ['gamesStarted', 'GS', 'count', 'none', 'Games begun in goal'],
  ['wins', 'W', 'count', 'higher', 'Games won as the one on record'],
  ['losses', 'L', 'count', 'lower', 'Games lost as the one on record'],
  ['ties', 'T', 'count', 'none', 'Games that ended level'],
  ['overtimeLosses', 'OTL', 'count', 'lower', 'Games lost after regulation'],
  ['goalsAgainst', 'GA', 'count', 'lower', 'Goals allowed'],
  ['avgGoalsAgainst', 'GAA', 'rate', 'lower', 'Goals allowed for sixty minutes'],
  ['shotsAgainst', 'SA', 'count', 'none', 'Shots faced'],
  ['avgShotsAgainst', 'SA/G', 'per-game', 'none', 'Shots faced a game'],
  ['saves', 'SV', 'count', 'higher', 'Shots stopped'],
  ['savePct', 'SV%', 'fraction', 'higher', 'Share of the shots stopped'],
  ['evenStrengthSaves', 'ESSV', 'count', 'higher', 'Saves with as many skaters on either side'],
  ['powerPlaySaves', 'PPSV', 'count', 'higher', 'Saves with more skaters on the ice'],
  ['shortHandedSaves', 'SHSV', 'count', 'higher', 'Saves with fewer skaters on the ice'],
  ['shutouts', 'SO', 'count', 'higher', 'Games without a goal allowed'],
  ['emptyNetGoalsAgainst', 'ENGA', 'count', 'none', 'Goals against an empty net'],
  ['shootoutSaves', 'SOSV', 'count', 'higher', 'Saves in shootouts'],
  ['shootoutShotsAgainst', 'SOSA', 'count', 'none', 'Tries allowed in shootouts'],
  ['shootoutSavePct', 'SOSV%', 'percent', 'higher', 'Share of those stopped'],
];

export const HOCKEY_GLOSSARY: readonly GlossaryEntry[] = [
  ...glossaryCategory('skating', [...EVERYBODY, ...SKATING]),
  ...glossaryCategory('goaltending', [...EVERYBODY, ...GOALTENDING]),
];
