import type { Answers } from '../http/answers/index.ts';
import type {
  NoStats,
  NoTable,
  PlayerAmbiguous,
  PlayerNotFound,
  Result,
  TeamAmbiguous,
  TeamNotFound,
} from './results.ts';

/** What some questions may be answered with beside a document, by the problem's code. */
export interface TellingResults {
  readonly 'player-not-found': PlayerNotFound;
  readonly 'team-not-found': TeamNotFound;
  readonly 'player-ambiguous': PlayerAmbiguous;
  readonly 'team-ambiguous': TeamAmbiguous;
  readonly 'no-stats': NoStats;
  readonly 'no-table': NoTable;
}

export type TellingCode = keyof TellingResults;

const NONE = [] as const;
const PLAYER = ['player-not-found', 'player-ambiguous', 'team-not-found'] as const;
const STATS = [...PLAYER, 'no-stats'] as const;
const TEAM = ['team-not-found', 'team-ambiguous'] as const;
const HINT = ['team-not-found'] as const;
const TABLE = ['no-table'] as const;

/** A member without which a body is something else than the document follows the codes. */
type ReadAs = { readonly [R in keyof Answers]?: readonly [readonly TellingCode[], keyof Answers[R]] };

/** What the answers of each route are read as. */
export const ROUTES = {
  health: [NONE, 'tiers'],
  leagues: [NONE, 'leagues'],
  usage: [NONE, 'totals'],
  searchAll: [NONE, 'players'],
  autocompleteAll: [NONE, 'players'],
  teams: [NONE, 'teams'],
  team: [TEAM, 'record'],
  roster: [TEAM, 'players'],
  search: [HINT, 'players'],
  autocomplete: [NONE, 'players'],
  player: [PLAYER, 'league'],
  stats: [STATS, 'player'],
  games: [STATS, 'games'],
  card: [PLAYER, 'player'],
  glossary: [NONE, 'stats'],
  compare: [NONE, 'players'],
  leaders: [TABLE, 'leaders'],
  live: [NONE, 'games'],
  moves: [TEAM, 'moves'],
} as const satisfies ReadAs;

export type Route = keyof typeof ROUTES;

/** What may become of a question. */
export type ResultOf<R extends Route> = Result<Answers[R]> | TellingResults[(typeof ROUTES)[R][0][number]];
