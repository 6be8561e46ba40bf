import type { Journal, Tried } from './journal.ts';
import { createLane, type Lane } from './lane.ts';
import { nameOf, type Mutant } from './points.ts';
import { createSuites, type Suites } from './suites.ts';
import { copyTree } from './tree.ts';
import { createTimes, type Suite } from './times.ts';
import { tryMutant, type Outcome } from './trial.ts';

export interface Sample {
  readonly root: string;
  /** In the order in which they are to be tried. */
  readonly mutants: readonly Mutant[];
  readonly journal: Journal;
  /** How many at once, each in a tree of its own. */
  readonly lanes: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Tries what the journal does not know yet. The answer is the whole sample, or as much as was tried before `signal`. */
export const tryAll = async (sample: Sample): Promise<readonly Tried[]> => {
  const { root, mutants, journal, signal, say } = sample;
  const suitesOf = createSuites(root);
  using stack = new DisposableStack();
  const lanes = Array.from({ length: sample.lanes }, () => stack.use(createLane(copyTree(root))));
  signal.addEventListener('abort', () => stack.dispose(), { once: true });
  const times = createTimes(lanes, say);

  const tryOne = async (lane: Lane, mutant: Mutant, distance: keyof Suites): Promise<Outcome> => {
    const names = suitesOf(mutant.file)[distance];
    const suites = names.flatMap((name) => times.get(name) ?? []);
    const start = Date.now();
    const outcome = await tryMutant(lane, mutant, [...suites.filter(isQuick), ...suites.filter(isSlow)]);
    const result = outcome.kind === 'survived' && distance === 'near' ? ({ kind: 'survived-near' } as const) : outcome;
    if (signal.aborted) return result;
    journal.add({ ...mutant, outcome: result });
    say(`${result.kind.padEnd(13)} ${nameOf(mutant)}  (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  };
  const tryEach = async (mutants: readonly Mutant[], distance: keyof Suites): Promise<void> => {
    await times.measure([...new Set(mutants.flatMap(({ file }) => suitesOf(file)[distance]))]);
    const queue = mutants.values();
    const work = async (lane: Lane): Promise<void> => {
      for (const mutant of queue) {
        if (signal.aborted) return;
        await tryOne(lane, mutant, distance);
      }
    };
    await Promise.all(lanes.map(work));
  };

  await tryEach(
    mutants.filter((mutant) => journal.find(mutant) === undefined),
    'near',
  );
  await tryEach(
    mutants.filter((mutant) => journal.find(mutant)?.outcome.kind === 'survived-near'),
    'far',
  );
  return mutants.flatMap((mutant) => journal.find(mutant) ?? []);
};

const isQuick = ({ took }: Suite): boolean => took < 2000;
const isSlow = (suite: Suite): boolean => !isQuick(suite);
