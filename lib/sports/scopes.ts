import type { PlayerId, TeamId } from './model/index.ts';

/** Scopes: the sets of keys that are purged together. Every key of a league has `*`. */
export const SCOPE = {
  all: '*',
  teams: 'teams',
  rosters: 'rosters',
  directory: 'directory',
  stats: 'stats',
  live: 'live',
  team: (id: TeamId) => `team:${id}`,
  player: (id: PlayerId) => `player:${id}`,
} as const;
