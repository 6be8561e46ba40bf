import { hours, isUnderWay, minutes, seconds, type Clock } from '../../lib/cache/index.ts';
import { parseKeysSecret, type ApiKey } from '../../lib/http/api-keys.ts';
import { HttpProblem } from '../../lib/http/problem.ts';

/** The valid keys. While they cannot be read the two calls throw a 503: no request passes unchecked. */
export interface KeySource {
  /** From the environment: known without a read. */
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

/** A revoked key works for so long in an environment that has read it. */
const CURRENT_MAX_AGE_MS = minutes(5);
/** A new key works after so long at most; guessed keys cause no more reads than that. */
const NEWEST_MAX_AGE_MS = seconds(15);
/** While the secret cannot be read, the last keys stay valid for so long: a revocation must arrive some time. */
const MAX_BELIEVED_MS = hours(1);

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
    // The clock has been set back: what was read may be of any age, and is believed for the last time.
    if (read !== undefined && read.at > now) read = { ...read, at: now - CURRENT_MAX_AGE_MS - 1 };
    const old = read === undefined || now - read.at > age;
    // After a failure not every request asks the store again.
    const hasJustTried = isUnderWay(tried + NEWEST_MAX_AGE_MS, NEWEST_MAX_AGE_MS, now);
    if (reading !== undefined || (old && !hasJustTried)) await (reading ??= renew());
    if (read !== undefined && clock.now() - read.at <= MAX_BELIEVED_MS) return read.keys;
    throw new HttpProblem('keys-unavailable', 'API keys cannot be checked now; try again later', {
      retryAfterSeconds: NEWEST_MAX_AGE_MS / 1000,
    });
  };
  return { listed, current: within(CURRENT_MAX_AGE_MS), newest: within(NEWEST_MAX_AGE_MS) };
};
