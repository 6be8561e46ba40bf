/**
 * The schemas of what is stored under each kind of key, each proved equal to its type. `npm run shapes` makes the versions
 * of stored shapes of them, and tests hold every stored value against them: no function loads them.
 */
import * as v from 'valibot';
import type { Insistence } from '../../../cache/index.ts';
import type { StoredKind } from '../../../sports/resources/entry-key.ts';
import { GameLogSchema, LiveStateSchema } from '../games.ts';
import { CareerSchema, StatLineSchema } from '../lines.ts';
import { leagueId } from '../parts.ts';
import { PlayerSchema, RosterSchema } from '../players.ts';
import { schemaOf } from '../same.ts';
import { TeamListSchema } from '../teams.ts';
import { MoveListSchema, SeasonPhasesSchema, TeamDocumentSchema } from './league.ts';
import { NameSearchSchema, PopularityScoresSchema, StoredDirectorySchema, UnnamedTableSchema } from './players.ts';
import { LeaderPageSchema, SeasonTableLoadSchema } from './table.ts';

/** By kind of entry. A key that a list has told of a player says no more than that; a note is the engine's own. */
export const STORED_SCHEMAS = {
  career: CareerSchema,
  directory: StoredDirectorySchema,
  games: GameLogSchema,
  leaders: LeaderPageSchema,
  line: StatLineSchema,
  live: LiveStateSchema,
  moves: MoveListSchema,
  name: NameSearchSchema,
  note: schemaOf<Insistence>()(v.strictObject({ since: v.number(), loads: v.number() })),
  player: PlayerSchema,
  popularity: PopularityScoresSchema,
  roster: RosterSchema,
  season: SeasonPhasesSchema,
  table: SeasonTableLoadSchema,
  team: TeamDocumentSchema,
  teams: TeamListSchema,
  told: v.literal(true),
  unnamed: UnnamedTableSchema,
} as const satisfies Readonly<Record<StoredKind, v.GenericSchema>>;

/** A league more changes no shape: what is stored of it stands under keys of its own. */
export const NAMED_SCHEMAS: ReadonlyMap<unknown, string> = new Map([[leagueId, 'league']]);
