/**
 * A league's games by the provider's words: who plays, and who has played since. What makes a state of a list
 * (join.ts, follow.ts, fresh-for.ts) is loaded with the list's load and named by its file.
 */
export {
  awaitedWithin,
  currentGame,
  hasPlayedSince,
  isPlaying,
  lastEnd,
  nextGame,
  nextStart,
  quietUntil,
  type Teams,
} from './played.ts';
