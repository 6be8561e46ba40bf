import type { MiddlewareObj } from '@middy/core';
import { callerOf, listedKey, presentedKey, type ApiKey, type ApiRole } from '../../lib/http/api-keys.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { accessOf } from '../../lib/http/route-keys.ts';
import type { Caller } from '../../lib/ledgers/payer.ts';
import type { KeySource } from './key-source.ts';
import type { LimitKey } from './limit-keys.ts';
import type { WrongKeys } from './wrong-keys.ts';

export interface KeyedEvent {
  readonly routeKey: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Who asks, once the key has been checked; undefined where nobody has keys. */
  readonly caller?: Caller;
  /** What the caller may do. */
  readonly role?: ApiRole;
  /** What an answer tells of the key's daily limit; undefined: it has none. */
  readonly rateLimit?: Readonly<Record<string, string>>;
}

/**
 * Lets a request through when its key has the access that its route needs; without configured keys, every request.
 * @example middy().use(requireKey({ keys: createKeySource({ listed, readSecret, clock: Date, onFailure }) }))
 */
export const requireKey = ({
  keys,
  wrongKeys,
  limitKey,
}: {
  /** Undefined: nobody has configured keys. */
  readonly keys: KeySource | undefined;
  readonly wrongKeys?: WrongKeys;
  /** Undefined: keys may ask as often as they like. */
  readonly limitKey?: LimitKey | undefined;
}): MiddlewareObj<KeyedEvent, Reply> => ({
  before: async ({ event }) => {
    const access = accessOf(event.routeKey);
    if (keys === undefined || access === 'open') return;
    const key = presentedKey(event.headers);
    if (key === undefined) throw unauthorized('Send a key as "Authorization: Bearer …" or "x-api-key: …"');
    const found = await findKey(keys, key);
    if (found === undefined) throw wrongKey(wrongKeys?.count());
    if (access === 'admin' && found.key.role !== 'admin') {
      throw new HttpProblem('forbidden', 'This route needs an admin key', {
        headers: challenge('error="insufficient_scope"'),
      });
    }
    const { dailyLimit } = found.key;
    // Whoever administers is never locked out.
    const isLimited = limitKey !== undefined && dailyLimit !== undefined && access !== 'admin';
    // Not a new event: other middleware knows this one.
    Object.assign(event, {
      caller: { name: callerOf(found.key), of: found.of } satisfies Caller,
      role: found.key.role,
      ...(isLimited && { rateLimit: await limitKey({ ...found.key, dailyLimit }) }),
    } satisfies Pick<KeyedEvent, 'caller' | 'role' | 'rateLimit'>);
  },
});

/** A key that is looked up and not found is refused; after too many of them, with a request to stay away. */
const wrongKey = (retryAfterSeconds: number | undefined): HttpProblem =>
  retryAfterSeconds === undefined
    ? unauthorized('The API key is not valid', 'error="invalid_token"')
    : new HttpProblem('too-many-wrong-keys', 'The API key is not valid, and neither were many before it', {
        retryAfterSeconds,
      });

interface FoundKey {
  readonly key: ApiKey;
  /** How many keys there are. */
  readonly of: number;
}

const findKey = async (keys: KeySource, presented: string): Promise<FoundKey | undefined> => {
  const { listed } = keys;
  const own = listedKey(presented, listed);
  if (own !== undefined) return { key: own, of: listed.length };
  for (const read of [() => keys.current(), () => keys.newest()]) {
    const inSecret = await read();
    const key = listedKey(presented, inSecret);
    if (key !== undefined) return { key, of: listed.length + inSecret.length };
  }
  return undefined;
};

const unauthorized = (detail: string, error?: string): HttpProblem =>
  new HttpProblem('unauthorized', detail, { headers: challenge(error) });

// RFC 6750, section 3.
const challenge = (error?: string): Readonly<Record<string, string>> => ({
  'www-authenticate': error === undefined ? 'Bearer realm="statline"' : `Bearer realm="statline", ${error}`,
});
