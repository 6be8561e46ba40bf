import type { Answer, Failed } from './answer.ts';
import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import type { CacheKey, Query } from './query.ts';
import { inMemory, NOT_FOUND, wantedOf, type SearchResult, type Wanted } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** An answer, or the promise of one where somebody has to be waited for. */
export type Outcome = Answer<unknown> | Promise<Answer<unknown>>;

/** How a question is answered, at `now`, once the shared tiers have been asked. */
export interface Settle {
  /** `last` is what memory had, be it expired. */
  found(query: Query<unknown>, result: SearchResult, now: number, last?: Entry): Outcome;
  /** Memory had it fresh, and only the purge log was read. */
  renewed(query: Query<unknown>, now: number): Outcome;
}

/** Answers what memory does not answer by itself, in the order of the questions: one search of each namespace. */
export type AskMany = (queries: readonly Query<unknown>[]) => Promise<readonly Answer<unknown>[]>;

/** A question under way: whoever asks the same meanwhile joins it. */
interface Question {
  readonly query: Query<unknown>;
  /** Of the purge log: whoever asks after a purge does not join those who asked before. */
  readonly version: number;
  readonly last: Entry | undefined;
  /** Memory has it fresh, but the purge log is older than the window: only the log has to be read. */
  readonly isHeld: boolean;
  readonly batch: Batch;
  outcome: Outcome;
}

/** The questions of one call and one namespace: one promise, however many they are. */
interface Batch {
  readonly namespace: string;
  readonly questions: Question[];
  /** Each of them has its outcome then. */
  settled: Promise<void> | undefined;
}

const READ = { intent: 'read' } as const;
/** Of a question whose tiers have not answered yet. */
export const UNSETTLED: Failed = { kind: 'failed', error: undefined };

export const createAskMany = (engine: Engine, tiers: Pick<SharedTiers, 'find'>, settle: Settle): AskMany => {
  const { memory, coherence, clock, observe } = engine;
  // A question is there before the first tier is asked: a thousand callers of one key cost one search, not a thousand.
  const underWay = new Map<CacheKey, Question>();

  const end = (question: Question): void => {
    const { key } = question.query;
    if (underWay.get(key) === question) underWay.delete(key);
  };

  const endAfter = (question: Question, outcome: Promise<unknown>): void => {
    const ended = (): void => end(question);
    outcome.then(ended, ended);
  };

  const settleAll = async ({ namespace, questions }: Batch): Promise<void> => {
    try {
      const wanted: Wanted[] = [];
      for (const { query, isHeld } of questions) if (!isHeld) wanted.push(wantedOf(query, READ));
      const results = await tiers.find(namespace, wanted);
      const now = clock.now();
      for (const question of questions) {
        const { query, isHeld, last } = question;
        question.outcome = isHeld
          ? settle.renewed(query, now)
          : settle.found(query, results.get(query.key) ?? NOT_FOUND, now, last);
      }
    } finally {
      for (const question of questions) {
        if (question.outcome instanceof Promise) endAfter(question, question.outcome);
        else end(question);
      }
    }
  };

  const begin = (query: Query<unknown>, version: number, batch: Batch, now: number): Question => {
    const { key } = query;
    // Before it is looked for: what has expired leaves memory then.
    const last = memory.recall(key);
    // The question's one use, however it is answered. What is not in memory yet comes in unused.
    if (last !== undefined) memory.get(key, now);
    const near = last && inMemory(engine, query, now);
    const isHeld = near !== undefined && now < near.freshUntil;
    if (!isHeld) observe({ kind: 'miss', tier: memory.name, key });
    const question: Question = { query, version, last, isHeld, batch, outcome: UNSETTLED };
    underWay.set(key, question);
    batch.questions.push(question);
    return question;
  };

  const join = async (question: Question): Promise<Answer<unknown>> => {
    await question.batch.settled;
    return asCollapsed(await question.outcome);
  };

  return async (queries) => {
    const now = clock.now();
    const batches = new Map<string, Batch>();
    const joins = new Set<number>();
    const questions = queries.map((query, index) => {
      const { key, namespace } = query;
      const version = coherence.version(namespace);
      const known = underWay.get(key);
      if (known?.version === version) {
        memory.get(key, now);
        observe({ kind: 'collapsed', key });
        joins.add(index);
        return known;
      }
      let batch = batches.get(namespace);
      if (batch === undefined) batches.set(namespace, (batch = { namespace, questions: [], settled: undefined }));
      return begin(query, version, batch, now);
    });
    await Promise.all([...batches.values()].map((batch) => (batch.settled = settleAll(batch))));
    const outcomes = questions.map((question, index) => (joins.has(index) ? join(question) : question.outcome));
    if (!outcomes.some((outcome) => outcome instanceof Promise)) return outcomes as Answer<unknown>[];
    return Promise.all(outcomes.map((outcome) => Promise.resolve(outcome)));
  };
};

const asCollapsed = (answer: Answer<unknown>): Answer<unknown> => {
  if (answer.kind === 'failed' || answer.served.by !== 'upstream') return answer;
  const { entry } = answer;
  const served = { by: 'upstream', collapsed: true } as const;
  return answer.kind === 'absent'
    ? { kind: 'absent', entry, served }
    : { kind: 'value', entry, served, value: () => answer.value() };
};
