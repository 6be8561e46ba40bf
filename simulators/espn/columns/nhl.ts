import type { Counts } from '../model.ts';
import type { Category, Column, CountGroup } from './column.ts';
import { computed, count, fixed, known, quotient } from './column.ts';

const games = count('GP', 'games', 'Games Played');

/** `11:09`, `545:42`: minutes do not turn into hours. */
const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

const clockPer = (names: readonly [string, string, string], per: readonly string[]): Column =>
  computed(names, (counts) => {
    const [seconds, ...divisors] = known(counts, ['secondsOnIce', ...per]) ?? [];
    if (seconds === undefined) return '-';
    const divisor = divisors.reduce((sum, value) => sum + value, 0);
    return clock(divisor === 0 ? 0 : Math.round(seconds / divisor));
  });

const faceoffShare = computed(['FO%', 'faceoffPercent', 'Faceoff Percentage'], (counts) => {
  const [won = 0, lost = 0] = known(counts, ['faceoffsWon', 'faceoffsLost']) ?? [];
  return won + lost === 0 ? '-' : fixed((won / (won + lost)) * 100, 1);
});

const SKATING: readonly Column[] = [
  games,
  count('G', 'goals', 'Goals'),
  count('A', 'assists', 'Assists'),
  computed(['PTS', 'points', 'Points'], (counts) => sumText(counts, ['goals', 'assists'])),
  count('+/-', 'plusMinus', 'Plus/Minus Rating'),
  count('PIM', 'penaltyMinutes', 'Penalty Minutes'),
  count('SOG', 'shotsTotal', 'Total Shots'),
  quotient(['SPCT', 'shootingPct', 'Shooting Percentage'], { of: 'goals', per: 'shotsTotal', times: 100 }),
  count('PPG', 'powerPlayGoals', 'Power Play Goals'),
  count('PPA', 'powerPlayAssists', 'Power Play Assists'),
  count('SHG', 'shortHandedGoals', 'Short Handed Goals'),
  count('SHA', 'shortHandedAssists', 'Short Handed Assists'),
  count('GWG', 'gameWinningGoals', 'Game Winning Goals'),
  count('FW', 'faceoffsWon', 'Faceoffs Won'),
  count('FL', 'faceoffsLost', 'Faceoffs Lost'),
  faceoffShare,
  clockPer(['TOI/G', 'timeOnIcePerGame', 'Time On Ice Per Game'], ['games']),
  clockPer(['PROD', 'production', 'Production'], ['goals', 'assists']),
];

const sumText = (counts: Counts, names: readonly string[]): string => {
  const values = known(counts, names);
  return values === undefined ? '-' : String(values.reduce((total, value) => total + value, 0));
};

/** `.904`, and `1.000`. */
const saveShare = computed(['SV%', 'savePct', 'Save Percentage'], (counts) => {
  const [saves = 0, shots = 0] = known(counts, ['saves', 'shotsAgainst']) ?? [];
  return shots === 0 ? '-' : fixed(saves / shots, 3).replace(/^0\./, '.');
});

const goalsAgainstAverage = computed(['GAA', 'avgGoalsAgainst', 'Goals Against Average'], (counts) => {
  const [goals = 0, seconds = 0] = known(counts, ['goalsAgainst', 'secondsOnIce']) ?? [];
  return seconds === 0 ? '-' : fixed((goals * 3600) / seconds, 2);
});

const GOALTENDING: readonly Column[] = [
  games,
  count('GS', 'gameStarted', 'Games Started'),
  clockPer(['TOI/G', 'timeOnIcePerGame', 'Time On Ice Per Game'], ['games']),
  count('W', 'wins', 'Wins'),
  count('L', 'losses', 'Losses'),
  count('T', 'ties', 'Ties'),
  count('OTL', 'overtimeLosses', 'Overtime Losses'),
  count('GA', 'goalsAgainst', 'Goals Against'),
  goalsAgainstAverage,
  count('SA', 'shotsAgainst', 'Shots Against'),
  count('SV', 'saves', 'Saves'),
  saveShare,
  count('SO', 'shutouts', 'Shutouts'),
];

// The provider names a player's table after the position; all four skater positions have the same columns.
const SKATERS = [
  ['center', 'Center', 'C'],
  ['left-wing', 'Left Wing', 'LW'],
  ['right-wing', 'Right Wing', 'RW'],
  ['defense', 'Defense', 'D'],
] as const;

export const NHL_CATEGORIES: readonly Category[] = [
  ...SKATERS.map(([name, displayName, position]) => ({
    name,
    displayName,
    group: 'skating',
    positions: [position],
    columns: SKATING,
  })),
  { name: 'goalie', displayName: 'Goalie', group: 'goaltending', positions: ['G'], columns: GOALTENDING },
];

const DERIVED = new Set(['points', 'shootingPct', 'timeOnIcePerGame', 'production', 'avgGoalsAgainst', 'savePct']);

const group = (name: string, columns: readonly Column[]): CountGroup => ({
  name,
  counts: [...columns.map((column) => column.name).filter((column) => !DERIVED.has(column)), 'secondsOnIce'],
  best: new Set(),
  rates: new Set(),
});

export const NHL_GROUPS: readonly CountGroup[] = [group('skating', SKATING), group('goaltending', GOALTENDING)];
