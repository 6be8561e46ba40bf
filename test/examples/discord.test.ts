import type { APIInteractionResponse } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordBot } from '../../docs/examples/discord/bot.ts';
import { COMMANDS } from '../../docs/examples/discord/commands.ts';
import type { Bot } from '../../docs/examples/hosts/bot.ts';
import { createStatlineClient } from '../../lib/client/index.ts';
import { UpstreamError } from '../../lib/sports/upstream/index.ts';
import { createTestApi } from '../support/api.ts';
import { createDomain } from '../support/domain.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { TEAMS } from '../support/fake-league.ts';
import { createFakeUpstream } from '../support/fake-upstream.ts';
import { serveApi, type ServedApi } from '../support/http-clients.ts';
import { createMemorySharedTier } from '../support/memory-shared-tier.ts';
import { startFakeChat, type FakeChat } from './fake-chat.ts';
import { click, compareCommand, createSigner, ORIGINAL, ping, playerCommand, typing } from './interactions.ts';

const signer = createSigner();
const upstream = createFakeUpstream();
let served: ServedApi;
let discord: FakeChat;
let bot: Bot;
/** What the bot has put off. */
let later: string[];

beforeAll(async () => {
  const clock = createFakeClock(Date.UTC(2024, 10, 10, 17));
  const shared = [createMemorySharedTier('l2', { clock })];
  // The directory, as the warmer loads it: autocomplete tells of what is held.
  const { cache, resources } = createDomain({ upstream, clock, shared });
  await cache.read(resources.teams('nfl'));
  await Promise.all(TEAMS.map(({ id }) => cache.read(resources.roster('nfl', id))));
  await cache.read(resources.directory('nfl'));
  served = await serveApi(createTestApi({ upstream, clock, shared }));
  discord = await startFakeChat();
});
afterAll(async () => {
  await Promise.all([served.close(), discord.close()]);
});
beforeEach(() => {
  later = [];
  bot = botAt(served.url);
});

const botAt = (url: string): Bot =>
  createDiscordBot({ client: createStatlineClient({ url }), publicKey: signer.publicKey, api: discord.url });

const send = (body: string, headers = signer.headersOf(body)): Promise<Response> =>
  bot.answer(new Request('https://bot.test/', { method: 'POST', headers, body }), {
    // A machine that is busy with other work is not what is tested here: three-seconds.test.ts.
    arrived: Date.now() + 7000,
    later: (rest) => {
      later.push(rest);
      return Promise.resolve();
    },
  });

const answerTo = async (body: string): Promise<APIInteractionResponse> =>
  (await (await send(body)).json()) as APIInteractionResponse;

describe('the Discord example', () => {
  it('answers Discord’s ping', async () => {
    expect(await answerTo(ping())).toEqual({ type: 1 });
  });

  it.each([
    ['no signature', () => ({})],
    ['an empty signature', () => ({ 'x-signature-ed25519': '', 'x-signature-timestamp': '1796000000' })],
    ['a signature that is none', () => ({ 'x-signature-ed25519': 'zz', 'x-signature-timestamp': '1796000000' })],
    ['the signature of another application', (body: string) => createSigner().headersOf(body)],
    ['the signature of another body', () => signer.headersOf('{}')],
    [
      'the signature of another time',
      (body: string) => ({ ...signer.headersOf(body), 'x-signature-timestamp': '1796000001' }),
    ],
  ])('refuses a request with %s', async (_, headers) => {
    const body = playerCommand('nfl', 'mahomes');
    const response = await send(body, headers(body));
    expect(response.status).toBe(401);
    expect(later).toEqual([]);
  });

  it('answers a command at once, with a card and how old it is', async () => {
    expect(await answerTo(playerCommand('nfl', 'mahomes'))).toMatchObject({
      type: 4,
      data: {
        allowed_mentions: { parse: [] },
        embeds: [
          {
            title: 'Patrick Mahomes',
            footer: { text: expect.stringMatching(/Season \d{4}.*nfl card of mahomes: from .* old/) as string },
          },
        ],
      },
    });
    expect(later).toEqual([]);
  });

  it('puts players side by side, each with numbers or why there are none', async () => {
    const body = compareCommand('nfl', 'mahomes', 'new rookie');
    expect(await answerTo(body)).toMatchObject({
      type: 4,
      data: {
        embeds: [
          {
            fields: [
              { name: 'Patrick Mahomes', value: expect.stringContaining('3,928') as string },
              { name: 'new rookie', value: 'no stats of this season' },
            ],
          },
        ],
      },
    });
  });

  it('asks back who is meant, and answers the click by changing the question into the card', async () => {
    const asked = await answerTo(playerCommand('nfl', 'byron young'));
    expect(asked).toMatchObject({
      type: 4,
      data: {
        content: 'Who is meant?',
        components: [
          {
            components: [
              { custom_id: 'nfl:4428633', label: 'Byron Young (LB, LAR)' },
              { custom_id: 'nfl:4429202', label: 'Byron Young (DT, PHI)' },
            ],
          },
        ],
      },
    });
    expect(await answerTo(click('nfl:4429202'))).toMatchObject({
      type: 7,
      data: {
        content: '',
        components: [],
        embeds: [{ title: 'Byron Young', author: { name: 'Philadelphia Eagles' } }],
      },
    });
  });

  it('says to the user alone what is wrong, and mentions nobody', async () => {
    expect(await answerTo(playerCommand('nfl', '@everyone'))).toMatchObject({
      type: 4,
      data: {
        content: expect.stringContaining('no such player') as string,
        flags: 64,
        allowed_mentions: { parse: [] },
      },
    });
  });

  it('completes what is typed without putting it off: ids behind labels', async () => {
    expect(await answerTo(typing('nfl', 'byr'))).toEqual({
      type: 8,
      data: {
        choices: [
          { name: 'Byron Young (LB, LAR)', value: '4428633' },
          { name: 'Byron Young (DT, PHI)', value: '4429202' },
        ],
      },
    });
    expect(await answerTo(typing('nfl', 'nobody at all'))).toEqual({ type: 8, data: { choices: [] } });
    expect(later).toEqual([]);
  });

  it('completes nothing where Statline cannot be reached, and says so of a command', async () => {
    bot = botAt('http://127.0.0.1:9');
    expect(await answerTo(typing('nfl', 'byr'))).toEqual({ type: 8, data: { choices: [] } });
    expect(await answerTo(playerCommand('nfl', 'mahomes'))).toMatchObject({
      type: 4,
      data: { content: expect.stringContaining('unavailable') as string, flags: 64 },
    });
  });

  it('shows what is held while the provider blocks, and tells that from a player who does not exist', async () => {
    upstream.fail(new UpstreamError('blocked', 'Blocked'));
    const held = await answerTo(playerCommand('nfl', '4361423'));
    const unknown = await answerTo(playerCommand('nfl', '999'));
    upstream.fail(undefined);
    expect(held).toMatchObject({
      type: 4,
      data: {
        embeds: [
          { title: 'Micah Parsons', footer: { text: expect.stringContaining('headline: unavailable') as string } },
        ],
      },
    });
    expect(unknown).toMatchObject({
      type: 4,
      data: { content: expect.stringMatching(/^nfl card of 999: unavailable .*; try again in /) as string, flags: 64 },
    });
  });

  it('finishes what was put off by an edit, and fails where Discord refuses it', async () => {
    await bot.finish(playerCommand('nfl', 'mahomes'));
    expect(discord.sent.at(-1)).toMatchObject({
      method: 'PATCH',
      path: ORIGINAL,
      body: { embeds: [{ title: 'Patrick Mahomes' }] },
    });
    await bot.finish(playerCommand('nfl', 'nobody at all'));
    expect(discord.sent.at(-1)).toMatchObject({
      body: { content: expect.stringContaining('no such player') as string },
    });
    expect(discord.sent.at(-1)?.body).not.toHaveProperty('flags');
    discord.answerWith(500);
    await expect(bot.finish(playerCommand('nfl', 'mahomes'))).rejects.toThrow('Discord has refused the edit: 500');
    discord.answerWith(200);
  });

  it('registers commands within Discord’s limits', () => {
    for (const { name, description, options } of COMMANDS) {
      expect(name).toMatch(/^[-_a-z\d]{1,32}$/);
      expect(description.length).toBeLessThanOrEqual(100);
      expect(options.length).toBeLessThanOrEqual(25);
    }
  });
});
