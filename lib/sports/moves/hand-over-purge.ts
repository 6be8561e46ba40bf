import { minutes, type Clock, type Scope } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';

/** A purge that no tier has taken: in the queue it outlives the environment that was asked for it. */
export interface PurgeMessage {
  readonly kind: 'purge';
  readonly namespace: LeagueId;
  readonly scopes: readonly Scope[];
}

/** Answers whether the purge is in the queue. Never rejects. */
export type HandOverPurge = (purge: Omit<PurgeMessage, 'kind'>) => Promise<boolean>;

export interface HandOverPurgeOptions {
  readonly send: (message: PurgeMessage) => Promise<void>;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

// Whoever asks again and again during an outage must not have everything purged as often after it.
const ONE_MESSAGE_FOR_MS = minutes(5);

export const createHandOverPurge = ({ send, clock, onFailure }: HandOverPurgeOptions): HandOverPurge => {
  const queued = new Map<string, number>();
  return async ({ namespace, scopes }) => {
    const name = [namespace, ...scopes].join(' ');
    const now = clock.now();
    for (const [each, until] of queued) if (until <= now) queued.delete(each);
    if (queued.has(name)) return true;
    try {
      await send({ kind: 'purge', namespace, scopes });
    } catch (error) {
      onFailure(error);
      return false;
    }
    queued.set(name, now + ONE_MESSAGE_FOR_MS);
    return true;
  };
};
