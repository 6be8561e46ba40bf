import { describe, expect, it } from 'vitest';
import { fakeApi, json } from '../client/fake-api.ts';
import { agentOn, WAYS, type Mode } from './agent.ts';

const NAMES = [
  'find_player',
  'player_stats',
  'player_games',
  'compare_players',
  'team',
  'leaders',
  'league_calendar',
] as const;

/** Bytes of the list as it is sent: a model reads it with every conversation. */
const MAX_LIST_BYTES = 10_000;

const { client } = fakeApi(() => json({ leagues: [], calendar: { version: '2026-11-01' } }));
const MODERN: Mode = { pin: '2026-07-28' };

describe.each(WAYS)('the list of tools over $way', ({ transport, mode }) => {
  it('has seven, in few bytes', async () => {
    const agent = await agentOn(client, transport, { mode });
    const { tools } = await agent.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(NAMES);
    const bytes = Buffer.byteLength(JSON.stringify({ tools }));
    expect(bytes).toBeLessThanOrEqual(MAX_LIST_BYTES);
    // Not far below: whoever shortens it may lower the promise.
    expect(bytes).toBeGreaterThan(0.8 * MAX_LIST_BYTES);
    await agent.close();
  });

  it('says of each what it is, and that it only reads', async () => {
    const agent = await agentOn(client, transport, { mode });
    const { tools } = await agent.client.listTools();
    for (const { title, description, annotations, inputSchema, outputSchema } of tools) {
      expect(title).toMatch(/^[A-Z]/);
      expect(description).toMatch(/\.$/);
      expect(annotations).toEqual({ readOnlyHint: true, idempotentHint: true, openWorldHint: true });
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(outputSchema).toMatchObject({ type: 'object', required: ['kind'] });
    }
    await agent.close();
  });

  it('comes with a name, a version, and how to use it', async () => {
    const agent = await agentOn(client, transport, { mode });
    expect(agent.client.getServerVersion()).toMatchObject({ name: 'statline', version: '1.2.3' });
    expect(agent.client.getInstructions()).toContain('how old it is');
    await agent.close();
  });
});

describe('a client of 2026', () => {
  it('keeps the list for an hour', async () => {
    const agent = await agentOn(client, 'http', { mode: MODERN });
    await agent.client.listTools();
    const before = agent.requests();
    const again = await agent.client.listTools();
    expect(again.tools).toHaveLength(NAMES.length);
    expect(agent.requests()).toBe(before);
    await agent.close();
  });
});
