/**
 * Which players people ask about. popularity.ts and starters.ts are loaded on demand and named by their files: through
 * this list they would join every cold start.
 */
export type { LearnedPopularity, Popularity, PopularPlayer } from './popularity.ts';
export type { StartersFound, UnresolvedStarter } from './starters.ts';
