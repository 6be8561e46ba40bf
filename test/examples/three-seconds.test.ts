import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFunction, type LocalFunction } from '../../infra/local/runtime/runtime.ts';
import { createEventSource, type EventSource } from '../../infra/local/sqs/event-source.ts';
import { startSqs, type LocalSqs } from '../../infra/local/sqs/sqs.ts';
import { buildBundles, startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';
import { startFakeChat, type FakeChat } from './fake-chat.ts';
import { createSigner, ORIGINAL, playerCommand, SLACK_SECRET, slackCommand, slackHeaders } from './interactions.ts';

// The rule of Discord and Slack, under the worst that is usual: neither the bot nor Statline has a process yet, nothing
// is cached anywhere, and each answer of the provider takes two and a half seconds.

const RULE_MS = 3000;
const PROVIDER_MS = 2500;
const EXAMPLES = join(import.meta.dirname, '..', '..', 'docs', 'examples');

const signer = createSigner();
let stack: Stack;
let chat: FakeChat;
let bundles: Bundles;

beforeAll(async () => {
  [stack, chat, bundles] = await Promise.all([
    realBundles().then((built) =>
      startStack({ bundles: built, latency: PROVIDER_MS, environments: 1, variables: GENEROUS_LIMITS }),
    ),
    startFakeChat(),
    buildBundles({
      entries: { api: join(EXAMPLES, 'discord', 'lambda.ts'), slack: join(EXAMPLES, 'slack', 'lambda.ts') },
      log: () => undefined,
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([stack.close(), chat.close(), bundles.close()]);
});
beforeEach(async () => {
  await stack.api.kill(1);
  expect(stack.api.environments()).toMatchObject([{ state: 'empty' }]);
  stack.upstream?.configure({ latency: PROVIDER_MS });
});

const settings = (): Record<string, string> => ({
  STATLINE_URL: stack.url,
  DISCORD_PUBLIC_KEY: signer.publicKey,
  DISCORD_API: chat.url,
  SLACK_SIGNING_SECRET: SLACK_SECRET,
});

interface Posted {
  readonly body: string;
  readonly headers: Record<string, string>;
}

interface Answered {
  readonly answer: unknown;
  readonly milliseconds: number;
}

interface Host {
  post(request: Posted): Promise<Answered>;
  close(): Promise<void>;
}

/** `node docs/examples/NAME/server.ts`: it was started before, as a server is. */
const onServer = async (name: string): Promise<Host> => {
  const child: ChildProcess = spawn(process.execPath, [join(EXAMPLES, name, 'server.ts')], {
    env: { ...process.env, ...settings(), PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const [line] = (await once(lines, 'line')) as [string];
  const port = /port: (\d+)/.exec(line)?.[1] ?? '';
  return {
    post: async ({ body, headers }) => {
      const started = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body });
      const answer: unknown = await response.json();
      return { answer, milliseconds: performance.now() - started };
    },
    close: async () => {
      child.kill();
      await ended;
    },
  };
};

/** The bundle; its process starts with the first request, so that the start counts. A queue invokes it again. */
const onLambda = async (name: string): Promise<Host> => {
  const sqs: LocalSqs = await startSqs();
  const queue = sqs.createQueue({ name: 'later', visibilityTimeout: 60 });
  const bot: LocalFunction = createFunction({
    name,
    taskRoot: bundles.taskRoots.get(name === 'discord' ? 'api' : name) ?? '',
    bootstrap: bundles.bootstrap,
    timeout: 30_000,
    environment: {
      ...settings(),
      QUEUE_URL: queue.queueUrl,
      AWS_ENDPOINT_URL_SQS: sqs.url,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });
  const source: EventSource = createEventSource({ queue, invoke: (event) => bot.invoke(event), batchSize: 1 });
  return {
    post: async ({ body, headers }) => {
      const started = performance.now();
      const requestContext = { timeEpoch: Date.now() };
      const result = await bot.invoke({ version: '2.0', requestContext, headers, body, isBase64Encoded: false });
      const milliseconds = performance.now() - started;
      if (result.kind !== 'response') throw new Error(JSON.stringify(result));
      const { body: text } = JSON.parse(result.payload) as { readonly body: string };
      return { answer: JSON.parse(text), milliseconds };
    },
    close: async () => {
      await bot.close();
      await source.close();
      await sqs.close();
    },
  };
};

const HOSTS = { server: onServer, lambda: onLambda } as const;

describe('three seconds', () => {
  it.each([
    ['server', 'nfl', 'patrick mahomes', 'Patrick Mahomes'],
    ['lambda', 'nba', 'stephen curry', 'Stephen Curry'],
  ] as const)('are kept by the Discord bot on a %s: it defers and edits', async (on, league, typed, name) => {
    const host = await HOSTS[on]('discord');
    try {
      const body = playerCommand(league, typed);
      const before = chat.sent.length;
      const { answer, milliseconds } = await host.post({ body, headers: signer.headersOf(body) });
      expect(answer).toEqual({ type: 5 });
      expect(milliseconds).toBeLessThan(RULE_MS);
      // Whether it comes in the end is shown with a slow provider once: on Lambda.
      if (on === 'server') stack.upstream?.configure({ latency: 0 });
      await expect.poll(() => chat.sent.length, { timeout: 40_000 }).toBe(before + 1);
      expect(chat.sent.at(-1)).toMatchObject({ method: 'PATCH', path: ORIGINAL, body: { embeds: [{ title: name }] } });
      // The next one who asks has the card at once.
      const again = await host.post({ body, headers: signer.headersOf(body) });
      expect(again.answer).toMatchObject({ type: 4, data: { embeds: [{ title: name }] } });
    } finally {
      await host.close();
    }
  });

  it.each([
    ['server', 'nhl', 'connor mcdavid', 'Connor McDavid'],
    ['lambda', 'wnba', 'caitlin clark', 'Caitlin Clark'],
  ] as const)('are kept by the Slack bot on a %s: it acknowledges and posts', async (on, league, typed, name) => {
    const host = await HOSTS[on]('slack');
    try {
      const body = slackCommand(`${league} ${typed}`, `${chat.url}/commands/1`);
      const before = chat.sent.length;
      const { answer, milliseconds } = await host.post({ body, headers: slackHeaders(body, Date.now()) });
      expect(answer).toMatchObject({ response_type: 'ephemeral', text: 'Looking it up …' });
      expect(milliseconds).toBeLessThan(RULE_MS);
      stack.upstream?.configure({ latency: 0 });
      await expect.poll(() => chat.sent.length, { timeout: 40_000 }).toBe(before + 1);
      expect(chat.sent.at(-1)).toMatchObject({
        method: 'POST',
        path: '/commands/1',
        body: { response_type: 'in_channel', text: expect.stringContaining(name) as string },
      });
    } finally {
      await host.close();
    }
  });
});
