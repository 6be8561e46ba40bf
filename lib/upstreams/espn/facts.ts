import { LEAGUES } from '../../sports/leagues.ts';
import type { UpstreamFacts } from '../delegate.ts';
import { seasonTableGroups, can } from './capabilities.ts';

/** What ESPN has, without the adapter that asks for it. */
export const ESPN_FACTS: UpstreamFacts = {
  name: 'espn',
  leagues: LEAGUES.map(({ id }) => id),
  can,
  seasonTableGroups: seasonTableGroups,
};
