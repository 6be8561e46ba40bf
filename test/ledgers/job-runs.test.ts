import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRunRecorder, decodeRun, jobRunDocument, type JobRun } from '../../lib/ledgers/job-runs.ts';
import { createLocalDocumentStore } from '../../lib/ledgers/local-document-store.ts';

const RUN: JobRun = {
  startedAt: 1000,
  endedAt: 5000,
  outcome: 'incomplete',
  counts: { planned: 9, loaded: 7, failed: 2 },
  failures: { nba: 'provider' },
};

const lastRun = async (documents: ReturnType<typeof createLocalDocumentStore>, job: 'warm' | 'purge' = 'warm') =>
  decodeRun((await documents.read(jobRunDocument(job)))?.text ?? '');

describe('the last run of a job', () => {
  it('is what was recorded last, by whichever environment', async () => {
    const documents = createLocalDocumentStore();
    const [a, b] = [createRunRecorder('warm', documents), createRunRecorder('warm', documents)];
    await a(RUN);
    expect(await lastRun(documents)).toEqual(RUN);
    await b({ ...RUN, outcome: 'complete', endedAt: 6000 });
    await a({ ...RUN, outcome: 'failed', endedAt: 7000 });
    expect(await lastRun(documents)).toEqual({ ...RUN, outcome: 'failed', endedAt: 7000 });
    expect(await lastRun(documents, 'purge')).toBeUndefined();
  });

  it('costs one write, where this environment wrote the one before', async () => {
    const documents = createLocalDocumentStore();
    const asked: string[] = [];
    const record = createRunRecorder('purge', {
      read: (name) => (asked.push('read'), documents.read(name)),
      compareAndSet: (...write) => (asked.push('write'), documents.compareAndSet(...write)),
    });
    await record(RUN);
    await record(RUN);
    expect(asked).toEqual(['write', 'write']);
  });

  it('is not recorded where somebody always writes in between', async () => {
    const record = createRunRecorder('warm', {
      read: () => Promise.resolve({ text: '', version: 1 }),
      compareAndSet: () => Promise.resolve(false),
    });
    await expect(record(RUN)).rejects.toThrow('The run of warm was not recorded');
  });

  it('has short texts, however long an error was', async () => {
    const documents = createLocalDocumentStore();
    await createRunRecorder('warm', documents)({ ...RUN, failures: { nfl: 'x'.repeat(5000) } });
    expect((await lastRun(documents))?.failures.nfl).toHaveLength(200);
  });

  it.each(['', '{', '[]', 'null', '{"version":2}', JSON.stringify({ version: 1, ...RUN, outcome: 'good' })])(
    'is unknown where %j stands',
    (text) => {
      expect(decodeRun(text)).toBeUndefined();
    },
  );

  it('comes back as it was, or as nothing, whatever JSON stands there', () => {
    fc.assert(
      fc.property(
        fc.record({
          version: fc.constant(1),
          startedAt: fc.jsonValue(),
          endedAt: fc.integer(),
          outcome: fc.constantFrom('complete', 'odd'),
          counts: fc.jsonValue(),
          failures: fc.jsonValue(),
        }),
        (value) => {
          const run = decodeRun(JSON.stringify(value));
          if (run === undefined) return;
          expect(Object.values(run.counts).every((each) => Number.isSafeInteger(each) && each >= 0)).toBe(true);
          expect(Object.values(run.failures).every((each) => typeof each === 'string')).toBe(true);
          expect(() => new Date(run.startedAt).toISOString()).not.toThrow();
        },
      ),
    );
  });
});
