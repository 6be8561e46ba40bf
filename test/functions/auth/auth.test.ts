import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createKeySource } from '../../../functions/auth/key-source.ts';
import { requireKey, type KeyedEvent } from '../../../functions/auth/require-key.ts';
import { answerProblems } from '../../../functions/middleware.ts';
import { minutes, seconds } from '../../../lib/cache/index.ts';
import { sha256Of, type ApiRole } from '../../../lib/http/api-keys.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { checkReply } from '../../support/contract/checked.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const OK: Reply = { statusCode: 200, headers: {}, body: '{}', isBase64Encoded: false };

interface Setup {
  /** A list of plain keys by role, as the environment would have hashed them. */
  readonly listed?: readonly (readonly [ApiRole, string])[];
  /** Undefined: no secret is configured. */
  readonly secret?: Record<string, unknown>;
}

/** A function behind keys, and a secret store that can be changed and cut off. */
const start = ({ listed = [], secret }: Setup = {}) => {
  const clock = createFakeClock();
  const faults: unknown[] = [];
  const callers: unknown[] = [];
  const store = { secret, down: false, reads: 0 };
  const keys = createKeySource({
    listed: listed.map(([role, key]) => ({ role, sha256: sha256Of(key) })),
    readSecret:
      secret === undefined
        ? undefined
        : () => {
            store.reads += 1;
            return store.down
              ? Promise.reject(new Error('unreachable'))
              : Promise.resolve(JSON.stringify(store.secret));
          },
    clock,
    onFailure: (error) => faults.push(error),
  });
  const fn = middy<KeyedEvent, Reply>()
    .use(answerProblems({ onUnexpected: (error) => faults.push(error) }))
    .use(requireKey({ keys }))
    .handler(({ caller }) => {
      callers.push(caller);
      return Promise.resolve(OK);
    });
  const ask = async (key?: string, routeKey: string = ROUTE.teams): Promise<Reply> => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const reply = await fn({ routeKey, headers }, {} as Context, { signal: new AbortController().signal });
    if (reply === undefined) throw new Error('the function answered nothing');
    if (reply.statusCode >= 400) checkReply({ routeKey }, reply);
    return reply;
  };
  const status = async (key?: string, routeKey?: string): Promise<number> => (await ask(key, routeKey)).statusCode;
  return { ask, status, clock, store, faults, callers };
};

const ADMIN_KEY = 'admin-key-of-the-deployment';
const withSecret = () =>
  start({ secret: { adminKey: ADMIN_KEY, keys: [{ name: 'bot', role: 'read', sha256: sha256Of('bot-key') }] } });

describe('a function with keys', () => {
  it('asks for one, and says how', async () => {
    const { ask } = withSecret();
    const { statusCode, headers, body } = await ask();
    expect(statusCode).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="statline"');
    expect(JSON.parse(body)).toMatchObject({ code: 'unauthorized' });
    const wrong = await ask('guess');
    expect(wrong.headers['www-authenticate']).toBe('Bearer realm="statline", error="invalid_token"');
    expect(wrong.body).not.toContain('guess');
  });

  it('says who asks: the name of the key, else the beginning of its hash, and how many keys there are', async () => {
    const { status, callers } = withSecret();
    await status('bot-key');
    await status(ADMIN_KEY);
    const hash = sha256Of(ADMIN_KEY).slice(0, 12);
    expect(callers.splice(0)).toEqual([
      { name: 'bot', of: 2 },
      { name: hash, of: 2 },
    ]);
    expect(await status('bot-key', ROUTE.health)).toBe(200);
    expect(callers).toEqual([undefined]);
  });

  it('lets a reader read and only an admin administrate', async () => {
    const { ask, status } = withSecret();
    expect([await status('bot-key'), await status(ADMIN_KEY), await status(ADMIN_KEY, ROUTE.purge)]).toEqual([
      200, 200, 200,
    ]);
    const refused = await ask('bot-key', ROUTE.purge);
    expect(refused.statusCode).toBe(403);
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'forbidden' });
    expect(await status('bot-key', ROUTE.warm)).toBe(403);
  });

  it('answers a probe without one, and asks no secret for it', async () => {
    const { status, store } = withSecret();
    expect(await status(undefined, ROUTE.health)).toBe(200);
    expect(await status('guess', ROUTE.health)).toBe(200);
    expect(store.reads).toBe(0);
  });

  it('asks for one on a route that does not exist', async () => {
    const { status } = withSecret();
    for (const routeKey of ['GET /openapi.json', 'GET /dashboard', 'GET /v1/nothing', '$default']) {
      expect([routeKey, await status(undefined, routeKey)]).toEqual([routeKey, 401]);
    }
  });

  it('takes keys from its environment as well, even while the secret is out of reach', async () => {
    const { status, store } = start({ listed: [['read', 'from-env']], secret: {} });
    store.down = true;
    expect(await status('from-env')).toBe(200);
    expect(await status('other')).toBe(503);
    expect(await start({ listed: [['read', 'from-env']] }).status('other')).toBe(401);
  });
});

describe('a function without configured keys', () => {
  it('asks for none', async () => {
    expect(await start().status()).toBe(200);
    expect(await start().status(undefined, ROUTE.purge)).toBe(200);
  });
});

describe('the secret', () => {
  it('is read once in five minutes, whatever is asked', async () => {
    const { status, clock, store } = withSecret();
    for (let asked = 0; asked < 5; asked += 1) {
      await status('bot-key');
      clock.advance(minutes(1) - 1);
    }
    expect(store.reads).toBe(1);
    clock.advance(seconds(1));
    await status('bot-key');
    expect(store.reads).toBe(2);
  });

  it('is read once for all who ask at the same time', async () => {
    const { status, store } = withSecret();
    expect(await Promise.all([status('bot-key'), status(ADMIN_KEY), status('bot-key')])).toEqual([200, 200, 200]);
    expect(store.reads).toBe(1);
  });

  it('makes a new key good within 15 seconds and an old one bad within 5 minutes', async () => {
    const { status, clock, store } = withSecret();
    expect(await status('bot-key')).toBe(200);
    store.secret = { adminKey: ADMIN_KEY, keys: [{ name: 'new', role: 'read', sha256: sha256Of('new-key') }] };
    expect(await status('new-key')).toBe(401);
    expect(await status('bot-key')).toBe(200);
    clock.advance(seconds(15) + 1);
    expect(await status('new-key')).toBe(200);
    expect(await status('bot-key')).toBe(401);
  });

  it('is not read more often by somebody who tries keys', async () => {
    const { status, clock, store } = withSecret();
    for (let tried = 0; tried < 60; tried += 1) {
      expect(await status(`guess-${tried}`)).toBe(401);
      clock.advance(seconds(1));
    }
    expect(store.reads).toBeLessThanOrEqual(4);
  });

  it('that was never read lets nobody in', async () => {
    const { ask, store, clock, faults } = withSecret();
    store.down = true;
    const reply = await ask(ADMIN_KEY);
    expect(reply.statusCode).toBe(503);
    expect(reply.headers['retry-after']).toBe('15');
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'keys-unavailable' });
    await ask(ADMIN_KEY);
    expect([store.reads, faults.length]).toEqual([1, 1]);
    store.down = false;
    clock.advance(seconds(15));
    expect((await ask(ADMIN_KEY)).statusCode).toBe(200);
  });

  it('out of reach, or malformed, is believed as it was for an hour and no longer', async () => {
    const { status, clock, store } = withSecret();
    expect(await status('bot-key')).toBe(200);
    store.down = true;
    clock.advance(minutes(30));
    expect(await status('bot-key')).toBe(200);
    store.down = false;
    store.secret = { keys: 'nonsense' };
    clock.advance(minutes(29));
    expect(await status('bot-key')).toBe(200);
    clock.advance(minutes(2));
    expect(await status('bot-key')).toBe(503);
  });
});
