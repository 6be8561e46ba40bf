/** Who leads a league in a stat, from the season tables that are held. Loaded with the first question for it. */
export { createLeaders, type FindLeaders, type Leaders, type LeadersOutcome } from './leaders.ts';
