import { hours, type Query } from '../../cache/index.ts';
import { lastEnd } from '../games/index.ts';
import type { LeagueId, TeamId } from '../model/index.ts';
import { SCOPE } from '../scopes.ts';
import { currentPolicy } from '../stats/index.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';
import { liveQuery } from './live.ts';
import { COUNTED_WITHIN_MS, TEAM_DOCUMENT, type TeamDocument } from './team-document-stored.ts';

// A game may be called off or moved, and a standing changes with the games of others.
const MAX_CONFIRMED_AGE_MS = hours(24);

/** One call a team, and none until its next game has ended. */
export const teamDocumentQuery = (context: ResourceContext, league: LeagueId, team: TeamId): Query<TeamDocument> => {
  const key = entryKey(league, 'team', team);
  const scopes = [SCOPE.all, SCOPE.teams, SCOPE.team(team)];
  const query: Query<TeamDocument> = {
    key,
    namespace: league,
    policy: TEAM_DOCUMENT,
    scopes,
    source: {
      key,
      // Answers from the tiers do not load this code.
      load: async (call) =>
        (await import('./team-document-load.ts')).loadTeamDocument(context, { league, team, query }, call),
    },
    decode: (json) => json as TeamDocument,
    confirm: async ({ value, loadedAt }) => {
      const now = context.clock.now();
      const left = loadedAt + MAX_CONFIRMED_AGE_MS - now;
      if (left <= 0 || value.isBehind || !context.upstream.can(league, 'live')) return undefined;
      const live = await valueIfPresent(context, liveQuery(context, league));
      const ended = live && lastEnd(live, team, { since: loadedAt, now });
      if (ended === undefined || ended + COUNTED_WITHIN_MS > loadedAt) return undefined;
      const { freshFor } = currentPolicy(live, new Set([team]), now);
      return { key, value, loadedAt, policy: { ...TEAM_DOCUMENT, freshFor: Math.min(freshFor, left) }, scopes };
    },
  };
  return query;
};
