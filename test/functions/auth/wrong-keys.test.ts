import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { expect, it } from 'vitest';
import { createKeySource } from '../../../functions/auth/key-source.ts';
import { requireKey, type KeyedEvent } from '../../../functions/auth/require-key.ts';
import { createWrongKeys } from '../../../functions/auth/wrong-keys.ts';
import { answerProblems } from '../../../functions/middleware.ts';
import { hours, seconds } from '../../../lib/cache/index.ts';
import { sha256Of } from '../../../lib/http/api-keys.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { checkReply } from '../../support/contract/checked.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const start = () => {
  const clock = createFakeClock();
  const warnings: number[] = [];
  const secret = { reads: 0, names: ['bot'] };
  const keys = createKeySource({
    listed: [],
    readSecret() {
      secret.reads += 1;
      const list = secret.names.map((name) => ({ role: 'read', sha256: sha256Of(name), name }));
      return Promise.resolve(JSON.stringify({ keys: list }));
    },
    clock,
    onFailure: () => undefined,
  });
  const wrongKeys = createWrongKeys({ clock, perMinute: 5, onTooMany: () => warnings.push(clock.now()) });
  const handler = middy<KeyedEvent, Reply>()
    .use(answerProblems({ onUnexpected: () => undefined }))
    .use(requireKey({ keys, wrongKeys }))
    .handler(() => Promise.resolve({ statusCode: 200, headers: {}, body: '', isBase64Encoded: false }));
  const ask = async (key: string): Promise<Reply> => {
    const event = { routeKey: ROUTE.teams, headers: { 'x-api-key': key } };
    const reply = await handler(event, {} as Context);
    if (reply.statusCode >= 400) checkReply(event, reply);
    return reply;
  };
  return { clock, secret, warnings, ask };
};

it('many wrong keys are told to stay away, with one warning and no more reads, and a right one passes', async () => {
  const { clock, secret, warnings, ask } = start();
  const statuses: number[] = [];
  for (let each = 0; each < 100; each += 1) {
    statuses.push((await ask(`wrong-${each}`)).statusCode);
    expect((await ask('bot')).statusCode).toBe(200);
  }
  expect(statuses).toEqual([...Array<number>(5).fill(401), ...Array<number>(95).fill(429)]);
  expect((await ask('wrong')).headers['retry-after']).toBe('60');
  expect(warnings).toHaveLength(1);
  expect(secret.reads).toBe(1);
  clock.advance(seconds(60));
  expect((await ask('wrong')).statusCode).toBe(401);
});

it('a key that was made a moment ago passes among wrong ones', async () => {
  const { clock, secret, ask } = start();
  for (let each = 0; each < 20; each += 1) await ask('wrong');
  secret.names.push('new');
  // Within seconds a new key is known: nobody's wrong keys make that longer.
  clock.advance(seconds(16));
  expect((await ask('wrong')).statusCode).toBe(429);
  expect((await ask('new')).statusCode).toBe(200);
});

it('the minute ends, although the clock was set back', async () => {
  const { clock, ask } = start();
  for (let each = 0; each < 20; each += 1) await ask('wrong');
  clock.advance(-hours(6));
  expect((await ask('wrong')).statusCode).toBe(401);
});
