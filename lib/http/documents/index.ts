/**
 * The schemas of what each route answers with, each proved equal to its type. For the OpenAPI document, for tests and for
 * the versions of stored shapes: no function loads them.
 */
import type * as v from 'valibot';
import type { Answers } from '../answers/index.ts';
import type { ROUTES } from '../route-keys.ts';
import { CardSchema } from './card.ts';
import { GameLogSchema, LiveStateSchema, TeamPageSchema } from './games.ts';
import { GlossaryAnswerSchema, LeadersAnswerSchema, LeaguesAnswerSchema, MovesAnswerSchema } from './leagues.ts';
import { StatsAnswerSchema } from './lines.ts';
import { AutocompleteAnswerSchema, SearchAllAnswerSchema, SearchAnswerSchema } from './names.ts';
import { AdminHealthAnswerSchema, HealthAnswerSchema } from './health.ts';
import { PurgeAnswerSchema, RootAnswerSchema, WarmAnswerSchema } from './operations.ts';
import { PlayerSchema, RosterSchema } from './players.ts';
import type { Plain } from './same.ts';
import { CompareAnswerSchema, StatsBatchAnswerSchema } from './several.ts';
import { TeamListSchema } from './teams.ts';
import { UsagePopularAnswerSchema } from './usage-details.ts';
import { UsageEventsAnswerSchema } from './usage-events.ts';
import { UsageAnswerSchema } from './usage.ts';

export { PROBLEM_SCHEMAS, ProblemSchema } from './problem.ts';

/** By the names of lib/http/route-keys.ts, the document of a 200. */
export const DOCUMENTS = {
  health: HealthAnswerSchema,
  leagues: LeaguesAnswerSchema,
  teams: TeamListSchema,
  team: TeamPageSchema,
  roster: RosterSchema,
  search: SearchAnswerSchema,
  autocomplete: AutocompleteAnswerSchema,
  autocompleteAll: AutocompleteAnswerSchema,
  searchAll: SearchAllAnswerSchema,
  player: PlayerSchema,
  stats: StatsAnswerSchema,
  games: GameLogSchema,
  card: CardSchema,
  statsBatch: StatsBatchAnswerSchema,
  glossary: GlossaryAnswerSchema,
  compare: CompareAnswerSchema,
  leaders: LeadersAnswerSchema,
  live: LiveStateSchema,
  moves: MovesAnswerSchema,
  usage: UsageAnswerSchema,
  usagePopular: UsagePopularAnswerSchema,
  usageEvents: UsageEventsAnswerSchema,
  purge: PurgeAnswerSchema,
  warm: WarmAnswerSchema,
  adminHealth: AdminHealthAnswerSchema,
  root: RootAnswerSchema,
} as const satisfies {
  readonly [Name in keyof typeof ROUTES | keyof Answers]: v.GenericSchema<unknown, Plain<Answers[Name]>>;
};
