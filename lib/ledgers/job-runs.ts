import type { DocumentStore, StoredDocument } from './document-store.ts';

/** The scheduled functions. */
export type Job = 'warm' | 'purge';

/** What a run of a scheduled function came to. Times are epoch ms. */
export interface JobRun {
  readonly startedAt: number;
  readonly endedAt: number;
  /** `incomplete`: something was left, which the next run takes up. `failed`: a league broke. */
  readonly outcome: 'complete' | 'incomplete' | 'failed';
  /** What was done, by name. */
  readonly counts: Readonly<Record<string, number>>;
  /** By league, what was in the way. */
  readonly failures: Readonly<Record<string, string>>;
}

/** The stored document that holds a job's last run. */
export const jobRunDocument = (job: Job): string => `run:${job}`;

/** Remembers the last run of a job for whoever asks how it went. Rejects when it cannot. */
export type RecordRun = (run: JobRun) => Promise<void>;

const VERSION = 1;
// Runs of one job do not overlap, but for one that was started by hand.
const MAX_WRITES = 3;
const MAX_FAILURE_CHARS = 200;

/**
 * Usually one write: what an earlier run of this environment has written is still there.
 *
 * @example
 * const record = createRunRecorder('warm', documents);
 * await record({ startedAt, endedAt: clock.now(), outcome: 'complete', counts: { loaded: 12 }, failures: {} });
 */
export const createRunRecorder = (job: Job, documents: DocumentStore): RecordRun => {
  const name = jobRunDocument(job);
  let last: StoredDocument | undefined;
  return async (run) => {
    const text = encodeRun(run);
    for (let write = 0; write < MAX_WRITES; write += 1) {
      if (await documents.compareAndSet(name, text, last)) {
        last = { text, version: (last?.version ?? 0) + 1 };
        return;
      }
      last = await documents.read(name);
    }
    throw new Error(`The run of ${job} was not recorded: others are writing it`);
  };
};

const encodeRun = ({ failures, ...run }: JobRun): string => {
  const short = Object.entries(failures).map(([league, why]) => [league, why.slice(0, MAX_FAILURE_CHARS)] as const);
  return JSON.stringify({ version: VERSION, ...run, failures: Object.fromEntries(short) });
};

/** Undefined for what this version cannot read. By hand: a schema would add its part of a library to every cold start. */
export const decodeRun = (text: string): JobRun | undefined => {
  const { version, startedAt, endedAt, outcome, counts, failures } = parseObject(text);
  if (version !== VERSION || !isTime(startedAt) || !isTime(endedAt) || !isOutcome(outcome)) return undefined;
  return {
    startedAt,
    endedAt,
    outcome,
    counts: Object.fromEntries(entriesOf(counts).filter((entry) => isCount(entry[1]))) as JobRun['counts'],
    failures: Object.fromEntries(
      entriesOf(failures).filter((entry) => typeof entry[1] === 'string'),
    ) as JobRun['failures'],
  };
};

const parseObject = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return Object.fromEntries(entriesOf(JSON.parse(text)));
  } catch {
    return {};
  }
};

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

// The furthest time that a Date can have.
const isTime = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 8.64e15;

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const isOutcome = (value: unknown): value is JobRun['outcome'] =>
  value === 'complete' || value === 'incomplete' || value === 'failed';
