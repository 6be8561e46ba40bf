/** Loads popular players and their leagues on a schedule, before somebody asks. */
export { createWarming, type Warming, type WarmingOptions } from './warming.ts';
export { createLeagueRest } from './league-rest.ts';
