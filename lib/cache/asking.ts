import type { Answer } from './answer.ts';
import type { Clock } from './time.ts';
import type { Coherence } from './coherence.ts';
import { isNewer, type Entry } from './entry.ts';
import type { Observer } from './events.ts';
import type { Wanted } from './finding.ts';
import { createLookup, type Lookup } from './lookup.ts';
import type { MemoryTier } from './memory-tier.ts';
import { isValid } from './purge-log.ts';
import type { Query } from './query.ts';
import { mayServeWhileRevalidating, type Serving } from './serving.ts';
import type { SharedTiers } from './shared-tiers.ts';
import { createSingleFlight } from './single-flight.ts';

/** The way of a question: memory, who is asking already, the shared tiers, and then whatever serving decides. */
export interface Asking {
  /** A fresh answer from memory, if the purge log has been seen within the window. */
  readFresh(query: Query<unknown>, now?: number): Answer<unknown> | undefined;
  askMany(queries: readonly Query<unknown>[]): Promise<readonly Answer<unknown>[]>;
  ask(query: Query<unknown>): Promise<Answer<unknown>>;
  /** What memory holds and no known purge has overtaken, fresh or not. */
  inMemory(query: Query<unknown>): Entry | undefined;
  /** What the shared tiers are asked of a query. */
  wantedOf(query: Query<unknown>): Wanted;
}

export interface AskingOptions {
  readonly memory: MemoryTier;
  readonly tiers: Pick<SharedTiers, 'find'>;
  /** Made later than this, because it looks for others' loads as this asks for its own. */
  readonly serving: () => Serving;
  readonly coherence: Coherence;
  readonly clock: Clock;
  readonly observe: Observer;
}

export const createAsking = ({ memory, tiers, serving, coherence, clock, observe }: AskingOptions): Asking => {
  const flights = createSingleFlight<Answer<unknown>>();
  const newLookup = (): Lookup => createLookup((namespace, wanted) => tiers.find(namespace, wanted));

  const inMemory = ({ key, namespace }: Query<unknown>): Entry | undefined => {
    const entry = memory.get(key);
    return entry !== undefined && isValid(entry, coherence.log(namespace)) ? entry : undefined;
  };

  const peek = (query: Query<unknown>, now = clock.now()): Answer<unknown> | undefined => {
    const entry = memory.get(query.key, now);
    if (entry === undefined) return undefined;
    const log = coherence.current(query.namespace, now);
    if (log === undefined || !isValid(entry, log)) return undefined;
    return serving().ifFresh(query, entry, memory.name, now);
  };

  const wantedOf = (query: Query<unknown>): Wanted => ({
    key: query.key,
    source: query.source.key,
    scopes: query.scopes,
    needsLoad(entry) {
      const now = clock.now();
      const best = newest(inMemory(query), entry);
      return best === undefined || (now >= best.freshUntil && !mayServeWhileRevalidating(query, best, now));
    },
  });

  const find = async (query: Query<unknown>, lookup: Lookup): Promise<Answer<unknown>> => {
    observe({ kind: 'miss', tier: memory.name, key: query.key });
    const finding = await lookup.locate(query.namespace, wantedOf(query));
    const near = inMemory(query);
    const far = finding.located;
    if (far !== undefined && (near === undefined || isNewer(far.entry, near))) {
      memory.set(query.key, far.entry);
      return serving().settle(query, finding);
    }
    const located = near === undefined ? far : { entry: near, tier: memory.name };
    return serving().settle(query, { ...finding, located });
  };

  /** Memory has it fresh, but the purge log has not been read for a while: that is all there is to ask. */
  const confirm = async (query: Query<unknown>, lookup: Lookup): Promise<Answer<unknown>> => {
    await lookup.renew(query.namespace);
    // No tier could say whether it was purged: an outage does not take away what memory holds.
    if (coherence.current(query.namespace, clock.now()) === undefined) coherence.extendWindow(query.namespace);
    const confirmed = peek(query);
    if (confirmed !== undefined) return confirmed;
    const again = newLookup();
    const answer = find(query, again);
    again.dispatch();
    return answer;
  };

  // The flight is up before the first tier is asked: a thousand callers of one key cost one look, not a thousand.
  // Its name has the log's version: whoever asks after a purge does not join those who asked before.
  const begin = (query: Query<unknown>, lookup: Lookup): Promise<Answer<unknown>> => {
    const name = `${query.key} ${coherence.version(query.namespace)}`;
    const flight = flights.joined(name);
    if (flight !== undefined) {
      observe({ kind: 'collapsed', key: query.key });
      return flight.then(collapsed);
    }
    const near = inMemory(query);
    const isFresh = near !== undefined && clock.now() < near.freshUntil;
    return flights.start(name, () => (isFresh ? confirm(query, lookup) : find(query, lookup)));
  };

  return {
    readFresh: peek,
    inMemory,
    wantedOf,
    ask(query) {
      const lookup = newLookup();
      const answer = begin(query, lookup);
      lookup.dispatch();
      return answer;
    },
    async askMany(queries) {
      const now = clock.now();
      const lookup = newLookup();
      const answers = queries.map((query) => Promise.resolve(peek(query, now) ?? begin(query, lookup)));
      lookup.dispatch();
      return Promise.all(answers);
    },
  };
};

const newest = (a: Entry | undefined, b: Entry | undefined): Entry | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return isNewer(b, a) ? b : a;
};

const collapsed = (answer: Answer<unknown>): Answer<unknown> =>
  answer.kind !== 'failed' && answer.served.by === 'upstream'
    ? { ...answer, served: { by: 'upstream', collapsed: true } }
    : answer;
