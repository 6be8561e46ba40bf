import { createHmac, timingSafeEqual } from 'node:crypto';
import type { StatlineClient } from 'statline/client';
import { PATIENT, quick, type Bot } from '../hosts/bot.ts';
import { replyTo } from './replies.ts';

export interface SlackBotOptions {
  readonly client: StatlineClient;
  /** Of the app, as its settings show it. */
  readonly signingSecret: string;
  readonly clock?: { now(): number };
}

/** The slash command `/player nfl patrick mahomes`. */
export const createSlackBot = ({ client, signingSecret, clock = Date }: SlackBotOptions): Bot => ({
  answer: async (request, asked) => {
    const body = await request.text();
    if (!isSigned({ body, headers: request.headers, signingSecret, now: clock.now() })) {
      return new Response('The signature is not valid', { status: 401 });
    }
    const reply = await replyTo(client, new URLSearchParams(body).get('text') ?? '', quick(asked));
    if (reply !== undefined) return Response.json(reply);
    await asked.later(body);
    return Response.json({ response_type: 'ephemeral', text: 'Looking it up …' });
  },
  finish: async (body) => {
    const form = new URLSearchParams(body);
    const reply = await replyTo(client, form.get('text') ?? '', PATIENT);
    // The address takes five answers within half an hour.
    const response = await fetch(form.get('response_url') ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(reply ?? { text: 'The provider is still slow. Please ask again in a minute.' }),
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) throw new Error(`Slack has refused the answer: ${response.status}`);
  },
});

const MAX_AGE_SECONDS = 300;

interface Signed {
  readonly body: string;
  readonly headers: Headers;
  readonly signingSecret: string;
  /** Epoch ms. */
  readonly now: number;
}

/** Slack's recipe: an HMAC of the time and the body. What is old may have been recorded by somebody else. */
const isSigned = ({ body, headers, signingSecret, now }: Signed): boolean => {
  const timestamp = headers.get('x-slack-request-timestamp') ?? '';
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= MAX_AGE_SECONDS)) return false;
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const expected = Buffer.from(`v0=${digest}`);
  const given = Buffer.from(headers.get('x-slack-signature') ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
