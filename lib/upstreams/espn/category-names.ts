import type { LeagueId, SeasonType } from '../../sports/model.ts';

interface CategoryName {
  /** The league's word: baseball and hockey name their categories after a player's position and the page they fill. */
  readonly name: string;
  /** The season type that the provider's name itself states, whatever was asked for. */
  readonly type: SeasonType | null;
}

/** `career-batting` and `advanced-batting` are `batting`, `left-wing` is `skating`; other leagues keep their names. */
export const categoryName = (league: LeagueId, provided: string): CategoryName => {
  const words = provided.toLowerCase();
  const type = words.includes('postseason') ? 'postseason' : null;
  switch (league) {
    case 'mlb':
      return { name: baseballName(words) ?? provided, type };
    case 'nhl':
      return { name: hockeyName(words) ?? provided, type };
    case 'nfl':
    case 'nba':
    case 'wnba':
    case 'cfb':
    case 'mbb':
    case 'wbb':
      return { name: provided, type: null };
  }
};

const baseballName = (words: string): string | undefined =>
  // A pitcher's `opponent-batting` is what others batted.
  words.includes('opponent') ? undefined : /(?:^|-)(batting|pitching|fielding)$/.exec(words)?.[1];

const hockeyName = (words: string): string | undefined => {
  if (/goal(ies?$|tend)/.test(words)) return 'goaltending';
  return /center|wing|defen[cs]e|forward|skat/.test(words) && !words.includes('defensive') ? 'skating' : undefined;
};
