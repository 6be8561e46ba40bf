import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bot } from '../../docs/examples/hosts/bot.ts';
import { createSlackBot } from '../../docs/examples/slack/bot.ts';
import { createStatlineClient } from '../../lib/client/index.ts';
import { createTestApi } from '../support/api.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeUpstream } from '../support/fake-upstream.ts';
import { serveApi, type ServedApi } from '../support/http-clients.ts';
import { startFakeChat, type FakeChat } from './fake-chat.ts';
import { SLACK_SECRET, slackCommand, slackHeaders } from './interactions.ts';

const NOW = Date.UTC(2024, 10, 10, 17);
let served: ServedApi;
let slack: FakeChat;
let bot: Bot;
/** What the bot has put off. */
let later: string[];

beforeAll(async () => {
  const clock = createFakeClock(NOW);
  served = await serveApi(createTestApi({ upstream: createFakeUpstream(), clock }));
  slack = await startFakeChat();
});
afterAll(async () => {
  await Promise.all([served.close(), slack.close()]);
});
beforeEach(() => {
  later = [];
  const client = createStatlineClient({ url: served.url });
  bot = createSlackBot({ client, signingSecret: SLACK_SECRET, clock: { now: () => NOW } });
});

const send = (body: string, headers = slackHeaders(body, NOW)): Promise<Response> =>
  bot.answer(new Request('https://bot.test/', { method: 'POST', headers, body }), {
    // A machine that is busy with other work is not what is tested here: three-seconds.test.ts.
    arrived: Date.now() + 7000,
    later: (rest) => {
      later.push(rest);
      return Promise.resolve();
    },
  });

const answerTo = async (said: string): Promise<unknown> => (await send(slackCommand(said, slack.url))).json();

const MINUTE = 60_000;

describe('the Slack example', () => {
  it.each([
    ['no signature', () => ({})],
    [
      'a signature that is none',
      () => ({ 'x-slack-signature': 'v0=', 'x-slack-request-timestamp': String(NOW / 1000) }),
    ],
    ['the signature by another secret', (body: string) => slackHeaders(body, NOW, 'another secret')],
    ['the signature of another body', () => slackHeaders('text=nfl+mahomes', NOW)],
    ['a signature six minutes old', (body: string) => slackHeaders(body, NOW - 6 * MINUTE)],
    ['a signature of six minutes from now', (body: string) => slackHeaders(body, NOW + 6 * MINUTE)],
    ['a time that is none', (body: string) => ({ ...slackHeaders(body, NOW), 'x-slack-request-timestamp': 'soon' })],
  ])('refuses a request with %s', async (_, headers) => {
    const body = slackCommand('nfl mahomes', slack.url);
    expect((await send(body, headers(body) as Record<string, string>)).status).toBe(401);
    expect(later).toEqual([]);
  });

  it('takes a signature four minutes old: clocks differ', async () => {
    const body = slackCommand('nfl mahomes', slack.url);
    expect((await send(body, slackHeaders(body, NOW - 4 * MINUTE))).status).toBe(200);
  });

  it('answers a command at once and to everybody, with numbers and how old they are', async () => {
    expect(await answerTo('NFL  patrick mahomes ')).toMatchObject({
      response_type: 'in_channel',
      text: expect.stringMatching(/^Patrick Mahomes · QB/) as string,
      blocks: [
        { fields: [{ text: expect.stringMatching(/\*Pass Yds\*\n3,928/) as string }] },
        { elements: [{ text: expect.stringMatching(/Season 2024 · nfl card of patrick mahomes: from/) as string }] },
      ],
    });
    expect(later).toEqual([]);
  });

  it('tells the user alone who may be meant', async () => {
    expect(await answerTo('nfl byron young')).toEqual({
      response_type: 'ephemeral',
      text: expect.stringMatching(/try the id of Byron Young \(4428633\) or Byron Young \(4429202\)/) as string,
    });
  });

  it.each(['', 'nfl', '???'])('tells how a command is written: %j', async (said) => {
    expect(await answerTo(said)).toEqual({ response_type: 'ephemeral', text: 'Try: /player nfl patrick mahomes' });
  });

  it('calls nobody by what was typed', async () => {
    const answer = (await answerTo('nfl <!channel> & co')) as { readonly text: string };
    expect(answer.text).toContain('&lt;!channel&gt; &amp; co');
    expect(answer.text).not.toContain('<');
  });

  it('finishes what was put off at the address that Slack has given, and fails where that refuses', async () => {
    const body = slackCommand('nfl mahomes', `${slack.url}/commands/T0001/1/abc`);
    await bot.finish(body);
    expect(slack.sent.at(-1)).toMatchObject({
      method: 'POST',
      path: '/commands/T0001/1/abc',
      body: { response_type: 'in_channel', text: expect.stringContaining('Patrick Mahomes') as string },
    });
    slack.answerWith(500);
    await expect(bot.finish(body)).rejects.toThrow('Slack has refused the answer: 500');
    slack.answerWith(200);
  });
});
