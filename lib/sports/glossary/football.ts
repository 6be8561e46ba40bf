import type { GlossaryEntry } from '../model/index.ts';
import { glossaryCategory, type GlossaryRow } from './entry.ts';
import { FOOTBALL_GAMES, FOOTBALL_OFFENSE } from './football-offense.ts';

const GENERAL: readonly GlossaryRow[] = [
  ['fumbles', 'FUM', 'count', 'lower', 'Balls let go'],
  ['fumblesLost', 'LST', 'count', 'lower', 'Fumbles that the other team took'],
  ['fumblesForced', 'FF', 'count', 'higher', 'Balls knocked out of the hands of an opponent'],
  ['fumblesRecovered', 'FR', 'count', 'higher', 'Loose balls taken'],
  ['fumblesRecoveredYards', 'FRYDS', 'yards', 'higher', 'Yards run with loose balls'],
  ['fumblesTouchdowns', 'FTD', 'count', 'higher', 'Touchdowns with loose balls'],
  ['offensiveTwoPtReturns', '2PTR', 'count', 'higher', 'Two-point returns while on offense'],
  ['offensiveFumblesTouchdowns', 'OFTD', 'count', 'higher', 'Touchdowns with loose balls of the own team'],
  ['defensiveFumblesTouchdowns', 'DFTD', 'count', 'higher', 'Touchdowns with loose balls of the other team'],
];

const DEFENSIVE: readonly GlossaryRow[] = [
  ['totalTackles', 'TOT', 'count', 'higher', 'Tackles, alone or with others'],
  ['soloTackles', 'SOLO', 'count', 'higher', 'Tackles made alone'],
  ['assistTackles', 'AST', 'count', 'higher', 'Tackles shared'],
  ['tacklesForLoss', 'TFL', 'count', 'higher', 'Tackles behind the line; shared ones count half'],
  ['tacklesYardsLost', 'TFLYDS', 'yards', 'higher', 'Yards those tackles cost the offense'],
  ['sacks', 'SACK', 'count', 'higher', 'Quarterbacks brought down before they threw; shared ones count half'],
  ['sacksUnassisted', 'UASACK', 'count', 'higher', 'Sacks made alone'],
  ['sacksAssisted', 'ASACK', 'count', 'higher', 'Sacks shared'],
  ['sackYards', 'SCKYDS', 'yards', 'higher', 'Yards the sacks cost the offense'],
  ['avgSackYards', 'YDS/SACK', 'rate', 'higher', 'Yards each sack cost the offense'],
  ['QBHits', 'QBH', 'count', 'higher', 'Hits on the quarterback'],
  ['hurries', 'HUR', 'count', 'higher', 'Throws forced to come early'],
  ['stuffs', 'STF', 'count', 'higher', 'Runners stopped at the line or behind it; shared ones count half'],
  ['stuffYards', 'STFYDS', 'yards', 'higher', 'Yards that cost the runners'],
  ['avgStuffYards', 'YDS/STF', 'rate', 'higher', 'Yards each stopped run cost'],
  ['interceptions', 'INT', 'count', 'higher', 'Passes of the other team caught'],
  ['interceptionYards', 'INTYDS', 'yards', 'higher', 'Yards run with interceptions'],
  ['avgInterceptionYards', 'INTAVG', 'rate', 'higher', 'Yards for each interception'],
  ['interceptionTouchdowns', 'INTTD', 'count', 'higher', 'Interceptions returned for a touchdown'],
  ['longInterception', 'LNG', 'yards', 'higher', 'The longest return of an interception'],
  ['passesDefended', 'PD', 'count', 'higher', 'Passes kept from being caught'],
  ['passesBattedDown', 'BAT', 'count', 'higher', 'Passes struck down'],
  ['kicksBlocked', 'KB', 'count', 'higher', 'Kicks blocked'],
  ['safeties', 'SAFE', 'count', 'higher', 'Opponents downed in their own end zone'],
  ['onePtSafetiesMade', '1PSF', 'count', 'higher', 'One-point safeties'],
  ['twoPtReturns', '2PTR', 'count', 'higher', 'Failed conversions of the other team returned for two points'],
  ['defensiveTouchdowns', 'TD', 'count', 'higher', 'Touchdowns scored by the defense'],
  ['miscTouchdowns', 'MISCTD', 'count', 'higher', 'Touchdowns counted nowhere else'],
  ['blockedFieldGoalTouchdowns', 'BFGTD', 'count', 'higher', 'Blocked field goals returned for a touchdown'],
  ['blockedPuntTouchdowns', 'BPTD', 'count', 'higher', 'Blocked punts returned for a touchdown'],
  ['blockedPuntEzRecTd', 'BPEZTD', 'count', 'higher', 'Blocked punts taken in the end zone for a touchdown'],
  ['missedFieldGoalReturnTd', 'MFGTD', 'count', 'higher', 'Missed field goals returned for a touchdown'],
  ['yardsAllowed', 'YA', 'yards', 'lower', 'Yards the defense gave up'],
  ['pointsAllowed', 'PA', 'points', 'lower', 'Points the defense gave up'],
];

const FUMBLES = new Set(['fumblesForced', 'fumblesRecovered', 'fumblesRecoveredYards', 'fumblesTouchdowns']);

const SCORING: readonly GlossaryRow[] = [
  ['passingTouchdowns', 'PASS', 'count', 'higher', 'Touchdowns passed'],
  ['rushingTouchdowns', 'RUSH', 'count', 'higher', 'Touchdowns run in'],
  ['receivingTouchdowns', 'REC', 'count', 'higher', 'Touchdowns caught'],
  ['returnTouchdowns', 'RET', 'count', 'higher', 'Touchdowns by returning a kick, a fumble or an interception'],
  ['totalTouchdowns', 'TD', 'count', 'higher', 'Touchdowns scored; those passed do not count'],
  ['totalTwoPointConvs', '2PT', 'count', 'higher', 'Two-point conversions'],
  ['twoPointPassConvs', '2PTP', 'count', 'higher', 'Two-point conversions passed'],
  ['twoPointRushConvs', '2PTR', 'count', 'higher', 'Two-point conversions run in'],
  ['twoPointRecConvs', '2PTC', 'count', 'higher', 'Two-point conversions caught'],
  ['kickExtraPoints', 'PAT', 'count', 'higher', 'Extra points kicked'],
  ['kickExtraPointsMade', 'XPM', 'count', 'higher', 'Extra points that were good'],
  ['fieldGoals', 'FG', 'count', 'higher', 'Field goals that were good'],
  ['defensivePoints', 'DP', 'points', 'higher', 'Points scored on defense'],
  ['miscPoints', 'MISC', 'points', 'higher', 'Points counted nowhere else'],
  ['onePtSafetiesMade', '1PSF', 'count', 'higher', 'One-point safeties'],
  ['totalPoints', 'PTS', 'points', 'higher', 'Points scored'],
  ['totalPointsPerGame', 'PTS/G', 'per-game', 'higher', 'Points scored a game'],
];

const RANGES = [
  ['1_19', '1-19', 'under twenty yards'],
  ['20_29', '20-29', 'twenty to twenty-nine yards'],
  ['30_39', '30-39', 'thirty to thirty-nine yards'],
  ['40_49', '40-49', 'forty to forty-nine yards'],
  ['50', '50+', 'fifty yards or more'],
] as const;

const KICKING: readonly GlossaryRow[] = [
  ['fieldGoalsMade', 'FGM', 'count', 'higher', 'Field goals that were good'],
  ['fieldGoalAttempts', 'FGA', 'count', 'none', 'Field goals tried'],
  ['fieldGoalPct', 'FG%', 'percent', 'higher', 'Share of the field goals that were good'],
  ...RANGES.flatMap(([suffix, label, range]): readonly GlossaryRow[] => [
    [`fieldGoalsMade${suffix}`, `FGM ${label}`, 'count', 'higher', `Field goals from ${range} that were good`],
    [`fieldGoalAttempts${suffix}`, `FGA ${label}`, 'count', 'none', `Field goals tried from ${range}`],
  ]),
  ['longFieldGoalMade', 'LNG', 'yards', 'higher', 'The longest field goal that was good'],
  ['extraPointsMade', 'XPM', 'count', 'higher', 'Extra points that were good'],
  ['extraPointAttempts', 'XPA', 'count', 'none', 'Extra points tried'],
  ['extraPointPct', 'XP%', 'percent', 'higher', 'Share of the extra points that were good'],
  ['totalKickingPoints', 'PTS', 'points', 'higher', 'Points by kicking'],
];

const PUNTING: readonly GlossaryRow[] = [
  ['punts', 'PUNTS', 'count', 'none', 'Balls kicked away on a last down'],
  ['puntYards', 'YDS', 'yards', 'none', 'Yards the punts flew'],
  ['grossAvgPuntYards', 'AVG', 'rate', 'higher', 'Yards for each punt, returns not taken off'],
  ['netAvgPuntYards', 'NET', 'rate', 'higher', 'Yards for each punt, less returns and touchbacks'],
  ['longPunt', 'LNG', 'yards', 'higher', 'The longest punt'],
  ['touchbacks', 'TB', 'count', 'lower', 'Punts into the end zone'],
  ['puntsInside20', 'IN20', 'count', 'higher', 'Punts that pinned the other team inside its twenty'],
  ['puntsBlocked', 'BLK', 'count', 'lower', 'Punts the other team blocked'],
  ['fairCatches', 'FC', 'count', 'higher', 'Punts caught without a return'],
  ['puntReturns', 'RET', 'count', 'lower', 'Punts the other team ran back'],
  ['puntReturnYards', 'RETYDS', 'yards', 'lower', 'Yards they ran them back'],
  ['avgPuntReturnYards', 'RETAVG', 'rate', 'lower', 'Yards for each of their returns'],
];

const returns = (kind: 'Kick' | 'Punt', label: string): readonly GlossaryRow[] => [
  [`${kind.toLowerCase()}Returns`, label, 'count', 'none', `${kind}s run back`],
  [
    `${kind.toLowerCase()}ReturnYards`,
    `${label}YDS`,
    'yards',
    'higher',
    `Yards by running back ${kind.toLowerCase()}s`,
  ],
  [`yardsPer${kind}Return`, `${label}AVG`, 'rate', 'higher', 'Yards for each such return'],
  [`long${kind}Return`, `${label}LNG`, 'yards', 'higher', 'The longest of them'],
  [`${kind.toLowerCase()}ReturnTouchdowns`, `${label}TD`, 'count', 'higher', 'Touchdowns by such returns'],
  [`${kind.toLowerCase()}ReturnFairCatches`, `${label}FC`, 'count', 'none', `${kind}s caught without a return`],
  [`${kind.toLowerCase()}ReturnFumblesLost`, `${label}LST`, 'count', 'lower', 'Fumbles on such returns that were lost'],
];

export const FOOTBALL_GLOSSARY: readonly GlossaryEntry[] = [
  ...FOOTBALL_OFFENSE,
  ...glossaryCategory('defensive', [...FOOTBALL_GAMES, ...DEFENSIVE, ...GENERAL.filter(([name]) => FUMBLES.has(name))]),
  ...glossaryCategory('scoring', [...FOOTBALL_GAMES, ...SCORING]),
  ...glossaryCategory('returning', [...FOOTBALL_GAMES, ...returns('Kick', 'KR'), ...returns('Punt', 'PR')]),
  ...glossaryCategory('kicking', [...FOOTBALL_GAMES, ...KICKING]),
  ...glossaryCategory('punting', [...FOOTBALL_GAMES, ...PUNTING]),
  ...glossaryCategory('general', [...FOOTBALL_GAMES, ...GENERAL]),
  // Some of the provider's tables keep fumbles apart from the play that they ended.
  ...glossaryCategory('fumbles', [
    ...FOOTBALL_GAMES,
    ...GENERAL,
    ...DEFENSIVE.filter(([name]) => name === 'kicksBlocked'),
  ]),
];
