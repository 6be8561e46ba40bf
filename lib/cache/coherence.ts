import { seconds, type Clock } from './time.ts';
import { EMPTY_LOG, type PurgeLog, type Scope, type Stamp } from './purge-log.ts';

/**
 * What this process knows of the purge logs, and since when. Nothing can call into a frozen function, so purges are
 * pulled: a log that is older than the coherence window has to be read again before memory may answer.
 */
export interface Coherence {
  /** The newest log known; empty when none is. */
  log(namespace: string): PurgeLog;
  /** Changes whenever the log does: work begun under another version began before some purge. No two logs share one. */
  version(namespace: string): number;
  /** The newest log known, unless it is older than the window. */
  current(namespace: string, now: number): KnownLog | undefined;
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

/** A purge log, and the version that stands for it: what was valid under a version is valid under it for ever. */
export interface KnownLog {
  readonly log: PurgeLog;
  readonly version: number;
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

interface Known extends KnownLog {
  readonly order: number;
  /** The window in which it may be relied on (epoch ms). */
  readonly from: number;
  readonly until: number;
}

// As long as a breaker skips a tier: a purge that was reported done meanwhile must not stay unseen for a whole window.
const MAX_EXTENSION_MS = seconds(5);

const NOTHING: Known = {
  log: EMPTY_LOG,
  version: 0,
  order: 0,
  from: Number.POSITIVE_INFINITY,
  until: Number.NEGATIVE_INFINITY,
};

// Of all caches of this process: two of them may share a memory, which remembers versions.
let versions = 0;

export const createCoherence = ({ clock, window, alone }: CoherenceOptions): Coherence => {
  const logs = new Map<string, Known>();
  let order = 0;
  // Questions of one league follow each other: a hit does without a look into the map.
  let lastNamespace: string | undefined;
  let last = NOTHING;
  const known = (namespace: string): Known => {
    if (lastNamespace !== namespace) {
      lastNamespace = namespace;
      last = logs.get(namespace) ?? NOTHING;
    }
    return last;
  };

  const windowFrom = (namespace: string, from: number): Pick<Known, 'from' | 'until'> => ({
    from,
    until: from + window(namespace, from),
  });
  // Before its beginning: the clock has been set back, and when the window ends cannot be told.
  const isWithin = ({ from, until }: Known, now: number): boolean => from <= now && now < until;

  const replace = (namespace: string, log: PurgeLog, next: Pick<Known, 'order' | 'from' | 'until'>): void => {
    const before = known(namespace);
    const version = isSame(before.log, log) ? before.version : (versions += 1);
    logs.set(namespace, { ...next, log, version });
    lastNamespace = undefined;
  };

  return {
    log: (namespace) => known(namespace).log,
    version: (namespace) => known(namespace).version,
    current(namespace, now) {
      const its = known(namespace);
      return alone || (its.from <= now && now < its.until) ? its : undefined;
    },
    reliableUntil(namespace, now) {
      const its = known(namespace);
      // Where the window has ended the question reads the log, now or a moment later.
      return !alone && isWithin(its, now) ? its.until : windowFrom(namespace, now).until;
    },
    ask: () => ({ order: (order += 1), at: clock.now() }),
    learn(namespace, log, asked) {
      const { order, at } = asked;
      if (order > known(namespace).order) replace(namespace, log, { order, ...windowFrom(namespace, at) });
    },
    recordOwnPurge(namespace, scopes, stamp) {
      const { log, from, until } = known(namespace);
      // Ordered behind every question under way: their answers may not know of this purge yet.
      replace(namespace, new Map([...log, ...scopes.map((scope) => [scope, stamp] as const)]), {
        order: (order += 1),
        from,
        until,
      });
    },
    extendWindow(namespace) {
      const { log } = known(namespace);
      const { from, until } = windowFrom(namespace, clock.now());
      replace(namespace, log, { order: (order += 1), from, until: Math.min(until, from + MAX_EXTENSION_MS) });
    },
  };
};

const isSame = (a: PurgeLog, b: PurgeLog): boolean => {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [scope, stamp] of a) if (b.get(scope) !== stamp) return false;
  return true;
};
