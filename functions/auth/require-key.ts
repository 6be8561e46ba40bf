import type { MiddlewareObj } from '@middy/core';
import { presentedKey, roleOf, type ApiRole } from '../../lib/http/api-keys.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { accessOf } from '../../lib/http/route-keys.ts';
import type { KeySource } from './key-source.ts';

export interface KeyedEvent {
  readonly routeKey: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * Lets a request through when its key has the access that its route needs; without configured keys, every request.
 * @example middy().use(requireKey({ keys: createKeySource({ listed, readSecret, clock: Date, onFailure }) }))
 */
export const requireKey = ({
  keys,
}: {
  /** Undefined: nobody has configured keys. */
  readonly keys: KeySource | undefined;
}): MiddlewareObj<KeyedEvent, Reply> => ({
  before: async ({ event }) => {
    const access = accessOf(event.routeKey);
    if (keys === undefined || access === 'open') return;
    const key = presentedKey(event.headers);
    if (key === undefined) throw unauthorized('Send a key as "Authorization: Bearer …" or "x-api-key: …"');
    const role = await roleFrom(keys, key);
    if (role === undefined) throw unauthorized('The API key is not valid', 'error="invalid_token"');
    if (access === 'admin' && role !== 'admin') {
      throw new HttpProblem('forbidden', 'This route needs an admin key', {
        headers: challenge('error="insufficient_scope"'),
      });
    }
  },
});

const roleFrom = async (keys: KeySource, key: string): Promise<ApiRole | undefined> =>
  roleOf(key, keys.listed) ?? roleOf(key, await keys.current()) ?? roleOf(key, await keys.newest());

const unauthorized = (detail: string, error?: string): HttpProblem =>
  new HttpProblem('unauthorized', detail, { headers: challenge(error) });

// RFC 6750, section 3.
const challenge = (error?: string): Readonly<Record<string, string>> => ({
  'www-authenticate': error === undefined ? 'Bearer realm="statline"' : `Bearer realm="statline", ${error}`,
});
