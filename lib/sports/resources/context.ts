import type { Answer, Clock, Query } from '../../cache/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { Upstream } from '../upstream.ts';

/** What a resource's load may ask: the provider, and the cache for what is already known. */
export interface ResourceContext {
  readonly upstream: Upstream;
  readonly read: <V>(query: Query<V>) => Promise<Answer<V>>;
  /** What the tiers hold, fresh or stale; nothing is loaded for it. */
  readonly getAllPresent: <V>(queries: readonly Query<V>[]) => Promise<readonly (Answer<V> | undefined)[]>;
  readonly clock: Clock;
  /** When players change teams. */
  readonly calendar: Calendar;
}

/** Both, once both have settled: a load that fails leaves no call of its own behind. */
export const allOrFirstError = async <A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> => {
  await Promise.allSettled([first, second]);
  return [await first, await second];
};

/** The value, or null where it is known not to exist. Rejects with the load's error when it could not be told. */
export const valueOrNull = async <V>(answer: Promise<Answer<V>>): Promise<V | null> => {
  const settled = await answer;
  switch (settled.kind) {
    case 'value':
      return settled.value();
    case 'absent':
      return null;
    case 'failed':
      throw settled.error;
  }
};

/** The value, where one is held; nobody is asked for it. */
export const valueIfPresent = async <V>(
  { getAllPresent: look }: Pick<ResourceContext, 'getAllPresent'>,
  query: Query<V>,
): Promise<V | undefined> => {
  const [answer] = await look([query]);
  return answer?.kind === 'value' ? answer.value() : undefined;
};
