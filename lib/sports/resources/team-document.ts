import { cacheKey, days, hours, minutes, type Policy, type Query } from '../../cache/index.ts';
import { lastEnd } from '../games/index.ts';
import type { Game, LeagueId, Team, TeamId } from '../model.ts';
import { SCOPE } from '../scopes.ts';
import { currentPolicy } from '../stats/index.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { liveQuery } from './live.ts';

/** What a team's own document says. How it stands is as old as the document. */
export interface TeamDocument {
  readonly league: LeagueId;
  readonly team: Team;
  /** `15-2`. */
  readonly record: string | null;
  /** `1st in AFC West`. */
  readonly standing: string | null;
  /** The provider has not counted the team's last game yet: record and standing are from before it. */
  readonly isBehind: boolean;
  readonly next: Game | null;
}

export const TEAM_DOCUMENT: Policy = {
  freshFor: hours(1),
  staleWhileRevalidate: minutes(5),
  staleIfError: days(2),
  absentFor: minutes(10),
};

// A game may be called off or moved, and a standing changes with the games of others.
const MAX_CONFIRMED_AGE_MS = hours(24);

/** Milliseconds after a game within which a provider may not have counted it. */
export const COUNTED_WITHIN_MS = minutes(30);

/** One call a team, and none until its next game has ended. */
export const teamDocumentQuery = (context: ResourceContext, league: LeagueId, team: TeamId): Query<TeamDocument> => {
  const key = cacheKey(`${league}:team:${team}`);
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
