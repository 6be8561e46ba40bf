import { hours, minutes, seconds, type Clock } from '../../lib/cache/index.ts';
import { parseKeysSecret, type ApiKey } from '../../lib/http/api-keys.ts';
import { HttpProblem } from '../../lib/http/problem.ts';

/** The keys that are good now. Where they cannot be known the two calls throw a 503: nobody is let in unknown. */
export interface KeySource {
  /** From the environment: known without asking. */
  readonly listed: readonly ApiKey[];
  /** From the secret, as read within the last minutes. */
  current(): Promise<readonly ApiKey[]>;
  /** From the secret, as read within the last seconds: for a key that `current` does not have yet. */
  newest(): Promise<readonly ApiKey[]>;
}

export interface KeySourceOptions {
  readonly listed: readonly ApiKey[];
  /** Reads the secret's text; undefined: there is no secret. */
  readonly readSecret: (() => Promise<string>) | undefined;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

/** A revoked key works this long in an environment that has seen it. */
const CURRENT = minutes(5);
/** A new key may have to wait this long; whoever tries keys at random makes us ask no oftener. */
const NEWEST = seconds(15);
/** With the secret out of reach, what was read is believed this long: a revocation must arrive some time. */
const BELIEVED = hours(1);

/** Keys from the environment and from a secret; undefined when neither is configured. */
export const createKeySource = ({ listed, readSecret, clock, onFailure }: KeySourceOptions): KeySource | undefined => {
  if (readSecret === undefined) {
    const none = (): Promise<readonly ApiKey[]> => Promise.resolve([]);
    return listed.length === 0 ? undefined : { listed, current: none, newest: none };
  }
  let read: { readonly keys: readonly ApiKey[]; readonly at: number } | undefined;
  let tried = -Infinity;
  let reading: Promise<void> | undefined;

  const renew = async (): Promise<void> => {
    tried = clock.now();
    try {
      read = { keys: parseKeysSecret(await readSecret()), at: clock.now() };
    } catch (error) {
      onFailure(error);
    } finally {
      reading = undefined;
    }
  };

  const within = (age: number) => async (): Promise<readonly ApiKey[]> => {
    const now = clock.now();
    const old = read === undefined || now - read.at > age;
    // A store that just failed is not asked again by every request.
    if (reading !== undefined || (old && now - tried >= NEWEST)) await (reading ??= renew());
    if (read !== undefined && clock.now() - read.at <= BELIEVED) return read.keys;
    throw new HttpProblem('keys-unavailable', 'API keys cannot be checked now; ask again later', {
      retryAfterSeconds: NEWEST / 1000,
    });
  };
  return { listed, current: within(CURRENT), newest: within(NEWEST) };
};
