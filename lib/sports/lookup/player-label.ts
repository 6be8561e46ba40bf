import { shownText } from '../shown-text.ts';
import type { HeldPlayer } from './held-players.ts';

const MAX_NAME = 60;
const MAX_WORD = 12;

/**
 * What to show of a player in a list to choose from: `Josh Allen (QB, BUF)`. At most 100 characters, as Discord and Slack
 * take, in one line and in the direction of the text around it.
 */
export const playerLabel = (player: HeldPlayer, { withLeague }: { readonly withLeague: boolean }): string => {
  const { name, position, team, league } = player;
  const words = [position, team?.abbreviation, withLeague ? league.toUpperCase() : null];
  const details = words.flatMap((word) => (word == null || word === '' ? [] : [shownText(word, MAX_WORD)]));
  return `${shownText(name, MAX_NAME)}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
};
