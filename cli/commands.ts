import type { Command } from './command.ts';

interface Listed {
  /** For the list of commands. */
  readonly summary: string;
  /** A chunk of its own: the others are not read. */
  readonly load: () => Promise<{ readonly default: Command }>;
}

/** By name; a name of two words is a command of a group. */
export const COMMANDS: ReadonlyMap<string, Listed> = new Map<string, Listed>([
  ['get', { summary: 'Ask any route, as a table or as JSON', load: () => import('./commands/get.ts') }],
]);
