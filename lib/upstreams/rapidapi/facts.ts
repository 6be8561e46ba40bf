import type { UpstreamFacts } from '../intercept.ts';

/** What nfl-api-data has: the NFL's teams, rosters and players, and one season of one player per call. */
export const RAPIDAPI_FACTS: UpstreamFacts = {
  name: 'rapidapi',
  leagues: ['nfl'],
  can: () => false,
  seasonTableGroups: () => [],
};
