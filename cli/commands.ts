import type { Command } from './command.ts';

interface Listed {
  /** For the list of commands. */
  readonly summary: string;
  /** A chunk of its own: the others are not read. */
  readonly load: () => Promise<Command>;
}

const keys = () => import('./commands/keys.ts');
const profile = () => import('./commands/profile.ts');

/** By name; a name of two words is a command of a group. */
export const COMMANDS: ReadonlyMap<string, Listed> = new Map<string, Listed>([
  [
    'get',
    { summary: 'ask any route, as a table or as JSON', load: async () => (await import('./commands/get.ts')).get },
  ],
  ['card', { summary: 'a player as a bot shows them', load: async () => (await import('./commands/card.ts')).card }],
  [
    'usage',
    { summary: 'what was asked, saved and spent', load: async () => (await import('./commands/usage.ts')).usage },
  ],
  [
    'warm',
    { summary: 'load a league before anybody asks', load: async () => (await import('./commands/warm.ts')).warm },
  ],
  [
    'purge',
    { summary: 'purge a team, a player, a league', load: async () => (await import('./commands/purge.ts')).purge },
  ],
  [
    'doctor',
    { summary: 'check a set-up, and say what to do', load: async () => (await import('./commands/doctor.ts')).doctor },
  ],
  ['mcp', { summary: 'serve tools for agents on stdio', load: async () => (await import('./commands/mcp.ts')).mcp }],
  [
    'scene',
    {
      summary: 'put bots of the local stack through something',
      load: async () => (await import('./commands/scene.ts')).scene,
    },
  ],
  ['profile list', { summary: 'the addresses and keys that have a name', load: async () => (await profile()).list }],
  ['profile set', { summary: 'give an address and a key a name', load: async () => (await profile()).set }],
  ['profile use', { summary: 'ask this one unless a command says otherwise', load: async () => (await profile()).use }],
  ['profile remove', { summary: 'forget one', load: async () => (await profile()).remove }],
  ['keys create', { summary: 'make an API key', load: async () => (await keys()).create }],
  ['keys list', { summary: 'names and roles of the API keys', load: async () => (await keys()).list }],
  ['keys limit', { summary: 'how many requests a key has a day', load: async () => (await keys()).limit }],
  ['keys revoke', { summary: 'end an API key', load: async () => (await keys()).revoke }],
  ['keys rotate-admin', { summary: 'replace the generated admin key', load: async () => (await keys()).rotateAdmin }],
]);
