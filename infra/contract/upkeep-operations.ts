import { PurgeBody, WarmBody } from '../../lib/http/lazy-schemas.ts';
import { AdminHealthQuery, UsageEventsQuery, UsagePopularQuery, UsageQuery } from '../../lib/http/upkeep-schemas.ts';
import { NoQuery } from '../../lib/http/schemas.ts';
import type { Operation } from './operation.ts';

/** Those about the service itself, and what operators do. */
export const UPKEEP_OPERATIONS = {
  health: {
    id: 'getHealth',
    tag: 'service',
    summary: 'That the service runs, and its provider and tiers',
    description: 'Asks neither the provider nor a tier, so that it works while they are down.',
    query: NoQuery,
    freshness: 'uncached',
  },
  usage: {
    id: 'getUsage',
    tag: 'service',
    summary: 'Questions, hits, provider calls, and the remaining budget',
    description:
      "With `league=LEAGUE`, `leagueHours` has that league's counts. With `format=prometheus`, the totals since midnight UTC in Prometheus' text format, without `hours` or `league`.",
    query: UsageQuery,
    freshness: 'uncached',
    text: '# TYPE statline_provider_calls_total counter\nstatline_provider_calls_total{cause="ask"} 12\n',
  },
  usagePopular: {
    id: 'listPopularPlayers',
    tag: 'service',
    summary: 'The players of each league that were asked about most',
    description: 'Names are those of the directories that are held: the provider is not asked.',
    query: UsagePopularQuery,
    freshness: 'uncached',
  },
  usageEvents: {
    id: 'listEvents',
    tag: 'service',
    summary: 'Purges, warm runs, outages, refusals and windows, with their times',
    description: 'What has happened in these hours, the oldest first, and the windows that are open or open next.',
    query: UsageEventsQuery,
    freshness: 'uncached',
  },
  root: {
    id: 'getIndex',
    tag: 'service',
    summary: 'What there is to ask',
    query: NoQuery,
    freshness: 'released',
  },
  adminHealth: {
    id: 'getAdminHealth',
    tag: 'admin',
    summary: 'How tiers, budget, scheduled runs and the provider are',
    description:
      'One command for each tier, and what that found is remembered for 5 s. With `probe=provider` one call is made to the provider, with `documents=LEAGUE` up to 20; they are counted like any other.',
    query: AdminHealthQuery,
    freshness: 'uncached',
  },
  purge: {
    id: 'purge',
    tag: 'admin',
    summary: 'Purge a scope of a league',
    description:
      'Also purges the documents built from it; `scopes` lists them. Answers 200 only when every tier has taken the purge.',
    query: NoQuery,
    body: { schema: PurgeBody, example: { league: 'nfl', scope: 'team:KC' } },
    freshness: 'uncached',
  },
  warm: {
    id: 'warm',
    tag: 'admin',
    summary: 'Load a league, or some players of it, before anybody asks',
    description: 'As far as the time goes: `complete` says whether that was all.',
    query: NoQuery,
    body: { schema: WarmBody, example: { league: 'nfl', players: ['patrick mahomes'] } },
    freshness: 'uncached',
  },
} as const satisfies Readonly<Record<string, Operation>>;
