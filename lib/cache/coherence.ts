import { seconds, type Clock } from './time.ts';
import { EMPTY_LOG, type PurgeLog, type Scope, type Stamp } from './purge-log.ts';

/**
 * What this process knows of the purge logs, and since when. Nothing can call into a frozen function, so purges are
 * pulled: a log that is older than the coherence window has to be read again before memory may answer.
 */
export interface Coherence {
  /** The newest log known; empty when none is. */
  log(namespace: string): PurgeLog;
  /** Changes whenever the log does: work begun under another version began before some purge. */
  version(namespace: string): number;
  /** The newest log known, unless it is older than the window. */
  current(namespace: string, now: number): PurgeLog | undefined;
  /**
   * Until when (epoch ms) an answer to a question that begins now may be used by somebody who does not ask again: so soon
   * is a purge seen that this process does not know of yet.
   */
  reliableUntil(namespace: string, now: number): number;
  /** To be taken before a log is asked for, and handed to `learn` with the answer. */
  ask(): Asked;
  /** Takes a log over, unless a newer one is known already. */
  learn(namespace: string, log: PurgeLog, asked: Asked): void;
  /** A purge of our own that has been written. */
  recordOwnPurge(namespace: string, scopes: readonly Scope[], stamp: Stamp): void;
  /** No tier could tell: what is known has to do until a tier can be asked again, 5 s at most. */
  extendWindow(namespace: string): void;
}

export interface Asked {
  /** Orders questions: an answer to an earlier one must not replace the answer to a later one. */
  readonly order: number;
  /** A log is as old as the question it answers (epoch ms). */
  readonly at: number;
}

export interface CoherenceOptions {
  readonly clock: Clock;
  /** Milliseconds that a log may be relied on which was read at `from` (epoch ms). */
  readonly window: (namespace: string, from: number) => number;
  /** There is nobody to ask: only our own purges count. */
  readonly alone: boolean;
}

interface Known {
  readonly log: PurgeLog;
  readonly version: number;
  readonly order: number;
  /** The end of the window in which it may be relied on (epoch ms). */
  readonly until: number;
}

// As long as a breaker skips a tier: a purge that was reported done meanwhile must not stay unseen for a whole window.
const MAX_EXTENSION_MS = seconds(5);

const NOTHING: Known = { log: EMPTY_LOG, version: 0, order: 0, until: Number.NEGATIVE_INFINITY };

export const createCoherence = ({ clock, window, alone }: CoherenceOptions): Coherence => {
  const logs = new Map<string, Known>();
  let order = 0;
  const known = (namespace: string): Known => logs.get(namespace) ?? NOTHING;

  const windowEnd = (namespace: string, from: number): number => from + window(namespace, from);

  const replace = (namespace: string, log: PurgeLog, { order, until }: Pick<Known, 'order' | 'until'>): void => {
    const before = known(namespace);
    const version = isSame(before.log, log) ? before.version : before.version + 1;
    logs.set(namespace, { log, version, order, until });
  };

  return {
    log: (namespace) => known(namespace).log,
    version: (namespace) => known(namespace).version,
    current(namespace, now) {
      const { log, until } = known(namespace);
      return alone || now < until ? log : undefined;
    },
    reliableUntil(namespace, now) {
      const { until } = known(namespace);
      // Where the window has ended the question reads the log, now or a moment later.
      return !alone && now < until ? until : windowEnd(namespace, now);
    },
    ask: () => ({ order: (order += 1), at: clock.now() }),
    learn(namespace, log, asked) {
      const { order, at } = asked;
      if (order > known(namespace).order) replace(namespace, log, { order, until: windowEnd(namespace, at) });
    },
    recordOwnPurge(namespace, scopes, stamp) {
      const { log, until } = known(namespace);
      // Ordered behind every question under way: their answers may not know of this purge yet.
      replace(namespace, new Map([...log, ...scopes.map((scope) => [scope, stamp] as const)]), {
        order: (order += 1),
        until,
      });
    },
    extendWindow(namespace) {
      const { log } = known(namespace);
      const now = clock.now();
      const until = Math.min(windowEnd(namespace, now), now + MAX_EXTENSION_MS);
      replace(namespace, log, { order: (order += 1), until });
    },
  };
};

const isSame = (a: PurgeLog, b: PurgeLog): boolean => {
  if (a.size !== b.size) return false;
  for (const [scope, stamp] of a) if (b.get(scope) !== stamp) return false;
  return true;
};
