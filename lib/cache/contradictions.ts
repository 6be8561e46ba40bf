import type { Engine } from './engine.ts';
import { ContradictedError, type Insistence } from './failures.ts';
import { EMPTY_LOG } from './purge-log.ts';
import { noteKey, type HeldValue, type Query } from './query.ts';
import { newestFound, wantedOf } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';
import { days, hours, minutes, seconds } from './time.ts';

export interface Contradictions {
  /**
   * The error to fail the load with. Undefined once the upstream has insisted for a day: what it says is true then. Costs
   * a read and a write of the tiers, which only a load in doubt pays for.
   */
  judge(query: Query<unknown>, doubted: Doubted): Promise<ContradictedError | undefined>;
}

interface Doubted {
  readonly doubt: string;
  readonly isDisproved: boolean | undefined;
  /** What the doubted answer would displace. */
  readonly held: readonly HeldValue[];
}

// An upstream's faults have lasted from one answer to most of a day. A true change waits this long, and is served stale
// until then: staleIfError is longer. One or two answers are chance, however far apart they are.
const BELIEVED_AFTER_MS = hours(24);
const BELIEVED_AFTER_LOADS = 4;
// The first tries find out whether it was a single answer. After them a key costs 35 loads a day.
const FIRST_PAUSE_MS = seconds(15);
const PAUSE_FACTOR = 4;
// Shorter than the hour that Redis keeps an entry, so that the note outlives the pause there.
const MAX_PAUSE_MS = minutes(45);
const MIN_LONGEST_PAUSE_MS = minutes(1);
// A key that is asked for once a day is believed on the fourth day. What is believed stays so for longer: it may be an
// absence, which holds nothing that the next answer could be weighed against.
const REMEMBERED_MS = { doubted: days(7), believed: days(30) };
const NOTE = { freshFor: REMEMBERED_MS.doubted, staleWhileRevalidate: 0, staleIfError: 0, absentFor: 0 };
const MAX_REMEMBERED_NOTES = 1000;

export const createContradictions = (engine: Engine, tiers: SharedTiers): Contradictions => {
  const { entries, clock, observe } = engine;
  // What this process has seen itself, for as long as no tier remembers it.
  const own = new Map<string, Insistence>();

  const noteOf = async (query: Query<unknown>): Promise<Insistence | undefined> => {
    const found = (await tiers.find(query.namespace, [wantedOf(query, { intent: 'present' })])).get(query.key);
    const entry = newestFound(engine, query, found?.found)?.entry;
    return entry && readNote(entries.valueOf(entry, query));
  };

  const remember = (query: Query<unknown>, note: Insistence, freshFor: number): void => {
    own.delete(query.key);
    own.set(query.key, note);
    const [oldest] = own.keys();
    if (own.size > MAX_REMEMBERED_NOTES && oldest !== undefined) own.delete(oldest);
    const { key, namespace, scopes } = query;
    const loaded = { key, value: note, policy: { ...NOTE, freshFor }, scopes };
    const entry = entries.present(loaded, { now: clock.now(), loadDuration: 0, log: EMPTY_LOG });
    tiers.fill(namespace, new Map([[key, entry]]));
  };

  return {
    async judge({ namespace, source, policy }, { doubt, isDisproved = false, held }) {
      const query = noteQuery(namespace, source.key);
      const now = clock.now();
      // Something that was loaded since then: the upstream has said otherwise meanwhile.
      const isInRow = (note: Insistence | undefined): note is Insistence =>
        note !== undefined && !held.some(({ loadedAt }) => loadedAt > note.since);
      const notes = [await noteOf(query), own.get(query.key)].filter(isInRow);
      const since = Math.min(now, ...notes.map((note) => note.since));
      const loads = 1 + Math.max(0, ...notes.map((note) => note.loads));
      const isInsisted = loads >= BELIEVED_AFTER_LOADS && now - since >= BELIEVED_AFTER_MS;
      const isBelieved = isInsisted && !isDisproved;
      // Kept when it is believed as well: the next such answer is believed at once.
      remember(query, { since, loads }, REMEMBERED_MS[isBelieved ? 'believed' : 'doubted']);
      observe({ kind: isBelieved ? 'believed' : 'contradicted', source: source.key, doubt, since, loads });
      if (isBelieved) return undefined;
      // What is loaded every minute while all is well may be tried every minute.
      const longest = Math.min(MAX_PAUSE_MS, Math.max(MIN_LONGEST_PAUSE_MS, policy.freshFor));
      const retryAfter = Math.min(longest, FIRST_PAUSE_MS * PAUSE_FACTOR ** Math.min(loads - 1, 10));
      return new ContradictedError(doubt, { since, loads, retryAfter });
    },
  };
};

/** The note is an entry of its own beside the source's. It has no scope: a purge does not make an answer any truer. */
const noteQuery = (namespace: string, source: string): Query<unknown> => {
  const key = noteKey(source);
  const load = (): Promise<never> => Promise.reject(new Error('A note is never loaded'));
  return { key, namespace, policy: NOTE, scopes: [], source: { key, load }, decode: (json) => json };
};

const readNote = (json: unknown): Insistence | undefined => {
  const { since, loads } = (json ?? {}) as Partial<Record<keyof Insistence, unknown>>;
  return Number.isSafeInteger(since) && Number.isSafeInteger(loads) ? ({ since, loads } as Insistence) : undefined;
};
