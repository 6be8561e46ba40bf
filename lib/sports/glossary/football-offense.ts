import type { GlossaryEntry } from '../model/index.ts';
import { glossaryCategory, type GlossaryRow } from './entry.ts';

export const FOOTBALL_GAMES: readonly GlossaryRow[] = [
  ['gamesPlayed', 'GP', 'count', 'none', 'Games played in'],
  ['teamGamesPlayed', 'TGP', 'count', 'none', 'Games of the team'],
];

// Tables of earlier seasons have them under the category of the play, by these names.
const FUMBLED: readonly GlossaryRow[] = [
  ['fumbles', 'FUM', 'count', 'lower', 'Balls let go'],
  ['fumblesLost', 'LST', 'count', 'lower', 'Fumbles that the other team took'],
];

// The season-by-season tables repeat these in each of the three.
const SCRIMMAGE: readonly GlossaryRow[] = [
  ['avgGain', 'AG', 'rate', 'higher', 'Yards gained per play'],
  ['miscYards', 'MISC', 'yards', 'higher', 'Yards gained in no other way of counting'],
  ['netTotalYards', 'NTYDS', 'yards', 'higher', 'Yards of the offense, less those lost to sacks'],
  ['netYardsPerGame', 'NTYDS/G', 'per-game', 'higher', 'Yards of the offense a game, less those lost to sacks'],
  ['totalOffensivePlays', 'OP', 'count', 'none', 'Plays from scrimmage'],
  ['totalPoints', 'PTS', 'points', 'higher', 'Points scored'],
  ['totalPointsPerGame', 'PTS/G', 'per-game', 'higher', 'Points scored a game'],
  ['totalTouchdowns', 'TD', 'count', 'higher', 'Touchdowns of every kind'],
  ['totalYards', 'TYDS', 'yards', 'higher', 'Yards passed, run and caught'],
  ['totalYardsFromScrimmage', 'SCRIM', 'yards', 'higher', 'Yards run and caught'],
  ['yardsFromScrimmagePerGame', 'SCRIM/G', 'per-game', 'higher', 'Yards run and caught a game'],
  ['yardsPerGame', 'YDS/G', 'per-game', 'higher', 'Yards passed, run and caught a game'],
];

const PASSING: readonly GlossaryRow[] = [
  ['completions', 'CMP', 'count', 'higher', 'Passes that were caught'],
  ['passingAttempts', 'ATT', 'count', 'none', 'Passes thrown'],
  ['netPassingAttempts', 'NATT', 'count', 'none', 'Passes thrown, and sacks taken instead of one'],
  ['completionPct', 'CMP%', 'percent', 'higher', 'Share of the passes that were caught'],
  ['passingYards', 'YDS', 'yards', 'higher', 'Yards gained by passing'],
  ['passingYardsPerGame', 'YDS/G', 'per-game', 'higher', 'Yards gained by passing a game'],
  ['passingYardsAfterCatch', 'YAC', 'yards', 'higher', 'Yards the receivers ran once they had the ball'],
  ['passingYardsAtCatch', 'Y@C', 'yards', 'higher', 'Yards the caught passes flew beyond the line'],
  ['netPassingYards', 'NYDS', 'yards', 'higher', 'Yards gained by passing, less those lost to sacks'],
  ['netPassingYardsPerGame', 'NYDS/G', 'per-game', 'higher', 'Passing yards a game, less those lost to sacks'],
  ['yardsPerPassAttempt', 'AVG', 'rate', 'higher', 'Yards for each pass thrown'],
  ['netYardsPerPassAttempt', 'NYDS/PA', 'rate', 'higher', 'Yards for each pass thrown or sack taken, less those lost'],
  ['yardsPerCompletion', 'YDS/C', 'rate', 'higher', 'Yards for each pass that was caught'],
  ['passingTouchdowns', 'TD', 'count', 'higher', 'Touchdowns passed'],
  ['passingTouchdownPct', 'TD%', 'percent', 'higher', 'Share of the passes that scored'],
  ['interceptions', 'INT', 'count', 'lower', 'Passes the other team caught'],
  ['interceptionPct', 'INT%', 'percent', 'lower', 'Share of the passes that the other team caught'],
  ['longPassing', 'LNG', 'yards', 'higher', 'The longest completed pass'],
  ['passingBigPlays', 'BIG', 'count', 'higher', 'Completed passes of twenty yards or more'],
  ['passingFirstDowns', 'FD', 'count', 'higher', 'First downs won by passing'],
  ['passingFumbles', 'FUM', 'count', 'lower', 'Balls let go on passing plays'],
  ['passingFumblesLost', 'LST', 'count', 'lower', 'Fumbles on passing plays that the other team took'],
  ['sacks', 'SACK', 'count', 'lower', 'Times brought down before a throw'],
  ['sackYardsLost', 'SYL', 'yards', 'lower', 'Yards lost to sacks'],
  ['QBRating', 'RTG', 'rating', 'higher', 'Passer rating of the league, 0 to 158.3'],
  ['quarterbackRating', 'RTG', 'rating', 'higher', 'Passer rating of the league, 0 to 158.3'],
  ['ESPNQBRating', 'EQBR', 'rating', 'higher', 'A rating of the provider, unlike the passer rating'],
  ['QBR', 'QBR', 'rating', 'higher', 'Total quarterback rating, 0 to 100, every play weighed by its situation'],
  ['adjQBR', 'QBR', 'rating', 'higher', 'Total quarterback rating, 0 to 100, adjusted for the defenses met'],
  ['twoPointPassConvs', '2PTC', 'count', 'higher', 'Two-point conversions passed'],
  ['twoPtPass', '2PT', 'count', 'higher', 'Two-point conversions passed'],
  ['twoPtPassAttempts', '2PTA', 'count', 'none', 'Two-point conversions tried by passing'],
];

const RUSHING: readonly GlossaryRow[] = [
  ['rushingAttempts', 'CAR', 'count', 'none', 'Runs with the ball'],
  ['rushingYards', 'YDS', 'yards', 'higher', 'Yards gained by running'],
  ['rushingYardsPerGame', 'YDS/G', 'per-game', 'higher', 'Yards gained by running a game'],
  ['yardsPerRushAttempt', 'AVG', 'rate', 'higher', 'Yards for each run'],
  ['rushingTouchdowns', 'TD', 'count', 'higher', 'Touchdowns run in'],
  ['longRushing', 'LNG', 'yards', 'higher', 'The longest run'],
  ['rushingBigPlays', 'BIG', 'count', 'higher', 'Runs of twenty yards or more'],
  ['rushingFirstDowns', 'FD', 'count', 'higher', 'First downs won by running'],
  ['rushingFumbles', 'FUM', 'count', 'lower', 'Balls let go on runs'],
  ['rushingFumblesLost', 'LST', 'count', 'lower', 'Fumbles on runs that the other team took'],
  ['stuffs', 'STF', 'count', 'lower', 'Runs stopped at the line or behind it'],
  ['stuffYardsLost', 'STFYDS', 'yards', 'lower', 'Yards lost on such runs'],
  ['ESPNRBRating', 'RBR', 'rating', 'higher', 'A rating of the provider for runners'],
  ['twoPointRushConvs', '2PTC', 'count', 'higher', 'Two-point conversions run in'],
  ['twoPtRush', '2PT', 'count', 'higher', 'Two-point conversions run in'],
  ['twoPtRushAttempts', '2PTA', 'count', 'none', 'Two-point conversions tried by running'],
];

const RECEIVING: readonly GlossaryRow[] = [
  ['receptions', 'REC', 'count', 'higher', 'Passes caught'],
  ['receivingTargets', 'TGTS', 'count', 'none', 'Passes thrown this way'],
  ['receivingYards', 'YDS', 'yards', 'higher', 'Yards gained by catches'],
  ['receivingYardsPerGame', 'YDS/G', 'per-game', 'higher', 'Yards gained by catches a game'],
  ['receivingYardsAfterCatch', 'YAC', 'yards', 'higher', 'Yards run after the catch'],
  ['receivingYardsAtCatch', 'Y@C', 'yards', 'higher', 'Yards beyond the line at the catch'],
  ['yardsPerReception', 'AVG', 'rate', 'higher', 'Yards for each catch'],
  ['receivingTouchdowns', 'TD', 'count', 'higher', 'Touchdowns caught'],
  ['longReception', 'LNG', 'yards', 'higher', 'The longest catch'],
  ['receivingBigPlays', 'BIG', 'count', 'higher', 'Catches of twenty yards or more'],
  ['receivingFirstDowns', 'FD', 'count', 'higher', 'First downs won by catches'],
  ['receivingFumbles', 'FUM', 'count', 'lower', 'Balls let go after a catch'],
  ['receivingFumblesLost', 'LST', 'count', 'lower', 'Fumbles after catches that the other team took'],
  ['ESPNWRRating', 'WRR', 'rating', 'higher', 'A rating of the provider for receivers'],
  ['twoPointRecConvs', '2PTC', 'count', 'higher', 'Two-point conversions caught'],
  ['twoPtReception', '2PT', 'count', 'higher', 'Two-point conversions caught'],
  ['twoPtReceptionAttempts', '2PTA', 'count', 'none', 'Two-point conversions tried by catching'],
];

export const FOOTBALL_OFFENSE: readonly GlossaryEntry[] = [
  ...glossaryCategory('passing', [...FOOTBALL_GAMES, ...PASSING, ...FUMBLED, ...SCRIMMAGE]),
  ...glossaryCategory('rushing', [...FOOTBALL_GAMES, ...RUSHING, ...FUMBLED, ...SCRIMMAGE]),
  ...glossaryCategory('receiving', [...FOOTBALL_GAMES, ...RECEIVING, ...FUMBLED, ...SCRIMMAGE]),
];
