import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutes } from '../../../lib/cache/index.ts';
import type { Notebook } from '../../../lib/sports/notebook.ts';
import type { TransactionRecord } from '../../../lib/sports/upstream.ts';
import { UpstreamError } from '../../../lib/sports/upstream.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemoryNotebook } from '../../support/memory-notebook.ts';
import { createMovesWorld, moveOf, NFL } from '../../support/moves-world.ts';

const IN_WINDOW = Date.UTC(2025, 10, 3, 15);
const TEAMS = ['12', '9', '14', '21'] as const;
const LIMIT = 12;

type Step =
  | { readonly kind: 'announce'; readonly team: number; readonly count: number }
  | { readonly kind: 'run'; readonly fault: Fault; readonly process: number }
  | { readonly kind: 'overlap' }
  | { readonly kind: 'restart' };

type Fault = 'none' | 'provider' | 'purge' | 'note' | 'killed';

const step = fc.oneof(
  fc.record({
    kind: fc.constant('announce' as const),
    team: fc.nat({ max: 3 }),
    count: fc.integer({ min: 1, max: 8 }),
  }),
  fc.record({
    kind: fc.constant('run' as const),
    fault: fc.constantFrom<Fault>('none', 'none', 'provider', 'purge', 'note', 'killed'),
    process: fc.nat({ max: 1 }),
  }),
  fc.record({ kind: fc.constant('overlap' as const) }),
  fc.record({ kind: fc.constant('restart' as const) }),
) satisfies fc.Arbitrary<Step>;

/** What happens to one league, told in steps, against what has to hold after each. */
const createTrial = () => {
  const clock = createFakeClock(IN_WINDOW);
  const upstream = createFakeUpstream();
  const notebook = createMemoryNotebook();
  // The purges of each move that were done after it was announced; the same moves as the provider lists.
  const pending: { readonly move: TransactionRecord; purged: boolean }[] = [];
  let refusing = false;
  let batch = 0;
  const purge = (_league: string, scopes: readonly string[]): Promise<string> => {
    if (refusing) return Promise.reject(new Error('not purged'));
    for (const each of pending) {
      if (scopes.includes('rosters') || scopes.includes(`team:${each.move.teamId}`)) each.purged = true;
    }
    return Promise.resolve('stamp');
  };
  const start = (write: Notebook['write'] = (...said) => notebook.write(...said)) =>
    createMovesWorld({
      clock,
      upstream,
      notebook: { read: (page) => notebook.read(page), write },
      options: { limit: LIMIT, cache: { purge, look: (queries) => Promise.resolve(queries.map(() => undefined)) } },
    }).purger();
  let processes = [start(), start()] as const;

  const run = async (fault: Fault, process: number): Promise<void> => {
    if (fault === 'provider') upstream.fail(new UpstreamError('failed', 'out'));
    refusing = fault === 'purge';
    const killed = start(() => Promise.reject(new Error('killed before the note')));
    const own = processes[process] ?? processes[0];
    await (fault === 'killed' ? killed : own)(NFL).catch(() => undefined);
    upstream.fail(undefined);
    refusing = false;
    notebook.heal();
    clock.advance(minutes(10));
  };

  return {
    pending,
    note: async () => JSON.parse((await notebook.read('moves:nfl'))?.text ?? '{"at":0,"seen":[]}') as Remembered,
    async take(step: Step): Promise<void> {
      switch (step.kind) {
        case 'announce':
          batch += 1;
          for (let index = 0; index < step.count; index += 1) {
            // Some of them read the same.
            const move = moveOf(`Signed somebody ${batch}.${index % 4}.`, TEAMS[step.team]);
            upstream.announce(move);
            pending.push({ move, purged: false });
          }
          return;
        case 'run':
          if (step.fault === 'note') notebook.fail();
          return run(step.fault, step.process);
        case 'overlap':
          await Promise.all(processes.map((each) => each(NFL)));
          clock.advance(minutes(10));
          return;
        case 'restart':
          processes = [start(), start()];
      }
    },
  };
};

interface Remembered {
  readonly at: number;
  readonly seen: readonly string[];
}

describe('whatever is announced, runs and breaks in whatever order', () => {
  it('every move is purged for after it was announced, and the note never goes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const trial = createTrial();
        const { pending, note } = trial;
        // What there is before the first run is nobody's news.
        await trial.take({ kind: 'overlap' });
        let before = await note();
        for (const each of steps) {
          await trial.take(each);
          const after = await note();
          expect(after.at).toBeGreaterThanOrEqual(before.at);
          expect(before.seen.filter((seen) => !after.seen.includes(seen))).toEqual([]);
          before = after;
        }
        await trial.take({ kind: 'run', fault: 'none', process: 0 });
        expect(pending.filter(({ purged }) => !purged)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
