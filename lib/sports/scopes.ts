import type { PlayerId, TeamId } from './model.ts';

/** The sets of keys that are purged together. Every key of a league is in `*`. */
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
