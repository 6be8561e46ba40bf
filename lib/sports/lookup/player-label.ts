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
  const details = words.flatMap((word) => (word == null || word === '' ? [] : [shortened(word, MAX_WORD)]));
  return `${shortened(name, MAX_NAME)}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
};

// Control characters, and marks that turn the direction of what follows.
const UNSEEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** By UTF-16 units, as those who count them do; a letter of two units stays whole. */
const shortened = (text: string, max: number): string => {
  const clean = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  if (clean.length <= max) return clean;
  return `${clean.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
};
