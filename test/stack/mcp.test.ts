import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startStack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { sha256Of } from '../../lib/http/api-keys.ts';
import { agentBy, WAYS, type AgentOptions, type TransportName } from '../mcp/agent.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';
import { shareStack } from '../support/share-stack.ts';

const KEY = 'key-of-an-agent';
const STATLINE = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');

const stack = shareStack(async () =>
  startStack({
    bundles: await realBundles(),
    environments: 1,
    variables: { ...GENEROUS_LIMITS, [ENV.minuteBudget]: '5000', [ENV.apiKeyHashes]: `read:${sha256Of(KEY)}` },
  }),
);

/** An agent over a socket, or with `statline mcp` as its own process. */
const agentOf = (transport: TransportName, options: AgentOptions, key = KEY) =>
  agentBy(async (client) => {
    const { url } = stack();
    await client.connect(
      transport === 'http'
        ? new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
            requestInit: { headers: { authorization: `Bearer ${key}` } },
          })
        : new StdioClientTransport({
            command: process.execPath,
            args: [STATLINE, 'mcp', '--url', url],
            env: { STATLINE_KEY: key },
          }),
    );
    return { requests: () => 0 };
  }, options);

describe.each(WAYS)('an agent over $way and a running stack', ({ way, transport, mode }) => {
  it('lists the tools, calls each, and is asked back', async () => {
    const agent = await agentOf(transport, { mode, person: () => ({ player: '3918298' }) });
    const calls: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      ['find_player', { name: 'mahomes', league: 'nfl' }],
      ['player_stats', { league: 'nfl', player: 'mahomes', season: 2024 }],
      ['player_stats', { league: 'nfl', player: 'mahomes', season: 'career' }],
      ['player_games', { league: 'nfl', player: 'mahomes', season: 2024, last: 10 }],
      ['compare_players', { league: 'nfl', players: ['mahomes', 'lamar jackson'], season: 2024 }],
      ['team', { league: 'nfl', team: 'KC', roster: true }],
      ['league_calendar', { league: 'nfl' }],
    ];
    for (const [tool, input] of calls) {
      const { structure, text } = await agent.call(tool, input);
      expect({ tool, ...structure }, text).toMatchObject({ tool, kind: 'ok' });
    }
    // The table of a season is the warm function's to load.
    const { structure } = await agent.call('leaders', { league: 'nfl', stat: 'passing.passingYards' });
    expect(structure).toMatchObject({ kind: 'no-table' });
    const allen = await agent.call('player_stats', { league: 'nfl', player: 'allen', season: 2025 });
    expect(allen.structure.kind, allen.text).toBe(way === 'http legacy' ? 'ambiguous' : 'ok');
    const nobody = await agent.call('player_stats', { league: 'nfl', player: 'patrik mahomse', season: 2024 });
    expect(nobody.structure).toMatchObject({ kind: 'not-found' });
    await agent.close();
  });

  it('is told that its key is not valid', async () => {
    const agent = agentOf(transport, { mode }, 'guess');
    if (transport === 'http') {
      await expect(agent).rejects.toThrow(/401|[Uu]nauthorized/);
      return;
    }
    const { text, isError } = await (await agent).call('team', { league: 'nfl', team: 'KC' });
    expect([isError, text]).toEqual([true, expect.stringContaining('check the key (The API key is not valid)')]);
    await (await agent).close();
  });
});
