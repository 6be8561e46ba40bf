import {
  AutocompleteQuery,
  CompareQuery,
  GamesQuery,
  LeadersQuery,
  MovesQuery,
  PurgeBody,
  SearchAllQuery,
  StatsBatchBody,
  StatsBatchQuery,
  UsageQuery,
  WarmBody,
} from '../../lib/http/lazy-schemas.ts';
import { NoQuery, PlayerPath, PlayerQuery, SearchQuery, StatsQuery, TeamPath } from '../../lib/http/schemas.ts';
import type { InputSchema } from './input-schemas.ts';
import type { JsonObject } from './json.ts';
import type { CONTRACT_ROUTES } from './routes.ts';

export type RouteName = keyof typeof CONTRACT_ROUTES;

export const TAGS = {
  players: 'Who is meant: search, completion, a player',
  stats: 'Numbers: lines, careers, games, comparisons, leaders',
  teams: 'Teams and their players',
  leagues: 'Seasons, games of the day, moves',
  service: 'The service itself',
  admin: 'What operators do. Needs an admin key',
} as const;

/** How a document rests on the cache, which decides what headers come with it. */
export type Freshness =
  /** Made of cached entries: it says their tier and their age. */
  | 'cached'
  /** A part of the release. */
  | 'released'
  /** Nobody may keep it. */
  | 'uncached';

/** What the document says of one route, beside what its schemas and its key say. */
export interface Operation {
  /** What the operation is called in a client. */
  readonly id: string;
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly description?: string;
  readonly path?: InputSchema;
  /** Undefined: the query string is not looked at. */
  readonly query: InputSchema | undefined;
  readonly body?: { readonly schema: InputSchema; readonly example: JsonObject };
  readonly freshness: Freshness;
}

export const OPERATIONS: Readonly<Record<RouteName, Operation>> = {
  leagues: {
    id: 'listLeagues',
    tag: 'leagues',
    summary: 'The leagues that are served',
    description:
      "Each league's season and phase, the current window for player moves, the next one, and what the provider offers of the league. The provider is not asked.",
    query: NoQuery,
    freshness: 'uncached',
  },
  live: {
    id: 'getLive',
    tag: 'leagues',
    summary: 'The games of the day',
    description: 'Of the week in football. `playing` has the ids of the teams that are playing now.',
    query: NoQuery,
    freshness: 'cached',
  },
  moves: {
    id: 'listMoves',
    tag: 'leagues',
    summary: 'Who was traded, signed, waived',
    description: "By the provider's list, the newest first. A name that two players have names nobody.",
    query: MovesQuery,
    freshness: 'cached',
  },
  teams: {
    id: 'listTeams',
    tag: 'teams',
    summary: 'Every team of a league',
    query: NoQuery,
    freshness: 'cached',
  },
  team: {
    id: 'getTeam',
    tag: 'teams',
    summary: 'One team: its record, its next game, the one it is playing now',
    path: TeamPath,
    query: NoQuery,
    freshness: 'cached',
  },
  roster: {
    id: 'getRoster',
    tag: 'teams',
    summary: "One team's players",
    path: TeamPath,
    query: NoQuery,
    freshness: 'cached',
  },
  search: {
    id: 'searchPlayers',
    tag: 'players',
    summary: 'The players a name may mean',
    description:
      '`match` says how the name was understood. Statline never guesses between two active players: several are `ambiguous`, nobody is `none` with `suggestions`.',
    query: SearchQuery,
    freshness: 'cached',
  },
  searchAll: {
    id: 'searchAllLeagues',
    tag: 'players',
    summary: 'The players of all leagues whom a name may mean',
    description: 'From what is held: the provider is not asked. `knows` says for each league what that is.',
    query: SearchAllQuery,
    freshness: 'cached',
  },
  autocomplete: {
    id: 'completePlayers',
    tag: 'players',
    summary: 'Players of a league by what has been typed so far',
    description: 'From what is held: the provider is never asked. An empty `q` shows whom people ask about most.',
    query: AutocompleteQuery,
    freshness: 'cached',
  },
  autocompleteAll: {
    id: 'completeAllLeagues',
    tag: 'players',
    summary: 'Players of all leagues by what has been typed so far',
    query: AutocompleteQuery,
    freshness: 'cached',
  },
  player: {
    id: 'getPlayer',
    tag: 'players',
    summary: 'One player',
    path: PlayerPath,
    query: PlayerQuery,
    freshness: 'cached',
  },
  card: {
    id: 'getCard',
    tag: 'stats',
    summary: 'What a bot shows of a player, in one small reply',
    description:
      'Headline, team, injury, last, current and next game, each with its age. A part that cannot be had is named in `missing` and never fails the card.',
    path: PlayerPath,
    query: StatsQuery,
    freshness: 'cached',
  },
  stats: {
    id: 'getStats',
    tag: 'stats',
    summary: "A player's season, or every season and the career",
    description: 'Without `season` the answer is a career: every season and the total.',
    path: PlayerPath,
    query: StatsQuery,
    freshness: 'cached',
  },
  games: {
    id: 'getGames',
    tag: 'stats',
    summary: "A player's games of a season, the latest first",
    description: 'Where `/v1/leagues` says `offers.games`.',
    path: PlayerPath,
    query: GamesQuery,
    freshness: 'cached',
  },
  statsBatch: {
    id: 'getStatsOfMany',
    tag: 'stats',
    summary: 'The season of up to 100 players at once',
    description:
      'Answered element by element: each of `results` has a `status`, and an element that can mean nobody is `invalid`. The results stand in the order of `player_ids`, then of `names`.',
    query: StatsBatchQuery,
    body: { schema: StatsBatchBody, example: { names: ['patrick mahomes', 'josh allen'], season: 2024 } },
    freshness: 'cached',
  },
  compare: {
    id: 'comparePlayers',
    tag: 'stats',
    summary: 'Two to ten players side by side',
    description: 'With the leader of each stat they share. For a player without a line the answer says why.',
    query: CompareQuery,
    freshness: 'cached',
  },
  leaders: {
    id: 'getLeaders',
    tag: 'stats',
    summary: 'Who leads a league in a stat',
    description: "From the season's table that is held: the provider is not asked.",
    query: LeadersQuery,
    freshness: 'cached',
  },
  glossary: {
    id: 'getGlossary',
    tag: 'stats',
    summary: 'The label, the unit and the better direction of every stat',
    query: NoQuery,
    freshness: 'released',
  },
  health: {
    id: 'getHealth',
    tag: 'service',
    summary: 'That the service runs, and its provider and tiers',
    description: 'Asks neither the provider nor a tier, so that it works while they are down.',
    query: undefined,
    freshness: 'uncached',
  },
  usage: {
    id: 'getUsage',
    tag: 'service',
    summary: 'Questions, hits, provider calls, and the remaining budget',
    query: UsageQuery,
    freshness: 'uncached',
  },
  root: {
    id: 'getIndex',
    tag: 'service',
    summary: 'What there is to ask',
    query: NoQuery,
    freshness: 'released',
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
};
