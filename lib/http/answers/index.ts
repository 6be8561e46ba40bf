/** What each route answers with, and the problems. Types alone: clients are compiled with them. */
import type { Card, GameLog, LiveState, Player, Roster, TeamList, TeamPage } from '../../sports/model/index.ts';
import type { LeaguesAnswer, MovesAnswer } from './leagues.ts';
import type { AdminHealthAnswer, HealthAnswer } from './health.ts';
import type { PurgeAnswer, RootAnswer, WarmAnswer } from './operations.ts';
import type { AutocompleteAnswer, SearchAllAnswer, SearchAnswer } from './players.ts';
import type {
  CareerAnswer,
  CompareAnswer,
  GlossaryAnswer,
  LeadersAnswer,
  LineAnswer,
  StatsBatchAnswer,
} from './stats.ts';
import type { UsagePopularAnswer } from './usage-details.ts';
import type { UsageEventsAnswer } from './usage-events.ts';
import type { UsageAnswer } from './usage.ts';

export type {
  AdminHealthAnswer,
  DocumentProbe,
  DocumentsProbe,
  HealthAnswer,
  JobRunReport,
  JobRuns,
  LoadOutcome,
  ProviderHealth,
  ProviderOutage,
  ProviderProbe,
  TierHealth,
} from './health.ts';
export type { Interval, League, LeaguesAnswer, MovesAnswer, MoveWindow } from './leagues.ts';
export type { PurgeAnswer, RootAnswer, RouteLink, UnresolvedPlayer, WarmAnswer } from './operations.ts';
export type {
  AutocompleteAnswer,
  Completion,
  KnowsByLeague,
  SearchAllAnswer,
  SearchAnswer,
  Searched,
} from './players.ts';
export type { Problem, ProblemCode, ProblemExtras, ProblemOf } from './problem.ts';
export type {
  BatchQuery,
  BatchResult,
  CareerAnswer,
  ComparedPlayer,
  CompareAnswer,
  Echo,
  GlossaryAnswer,
  LeadersAnswer,
  LineAnswer,
  MissingResult,
  StatLabels,
  StatsBatchAnswer,
  UnavailableBecause,
  WithoutStats,
} from './stats.ts';
export type {
  ProviderCounts,
  ServedCounts,
  UsageAnswer,
  UsageBudget,
  UsageCaller,
  UsageCounts,
  UsageGoneField,
  UsageHour,
  UsageLeagueHour,
  UsageReport,
} from './usage.ts';
export type {
  AskedPlayer,
  CallerCounts,
  Latency,
  LatencyOf,
  ModelSavings,
  UsageCallers,
  UsageEnvironments,
  UsageMemory,
  UsagePopularAnswer,
  UsageSavings,
} from './usage-details.ts';
export type { EventWindow, Happening, UsageEvent, UsageEventsAnswer } from './usage-events.ts';

/** By the names of lib/http/route-keys.ts, what a route answers with where it is no problem. */
export interface Answers {
  health: HealthAnswer;
  leagues: LeaguesAnswer;
  teams: TeamList;
  team: TeamPage;
  roster: Roster;
  search: SearchAnswer;
  autocomplete: AutocompleteAnswer;
  autocompleteAll: AutocompleteAnswer;
  searchAll: SearchAllAnswer;
  player: Player;
  stats: LineAnswer | CareerAnswer;
  games: GameLog;
  card: Card;
  statsBatch: StatsBatchAnswer;
  glossary: GlossaryAnswer;
  compare: CompareAnswer;
  leaders: LeadersAnswer;
  live: LiveState;
  moves: MovesAnswer;
  usage: UsageAnswer;
  usagePopular: UsagePopularAnswer;
  usageEvents: UsageEventsAnswer;
  purge: PurgeAnswer;
  warm: WarmAnswer;
  adminHealth: AdminHealthAnswer;
  root: RootAnswer;
}
