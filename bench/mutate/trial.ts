import type { Lane } from './lane.ts';
import type { Mutant } from './points.ts';
import type { TestAnswer, TestFailure } from './test-server.ts';
import type { Suite } from './times.ts';

export type Outcome =
  | { readonly kind: 'survived' }
  /** So far; the suites that are further away were not asked. */
  | { readonly kind: 'survived-near' }
  | { readonly kind: 'killed'; readonly by: string }
  /** A loop that never ends, or the like. */
  | { readonly kind: 'timed-out' };

// A run for each suite would cost more; in one run, what follows a failure is still imported.
const MAX_BATCH_MS = 3000;
const MAX_BATCH = 12;
// What fails later than that may have been waiting for a busy machine.
const PROMPT_MS = 100;

/** Asks the suites in their order about a mutant until one of them notices. */
export const tryMutant = async (lane: Lane, mutant: Mutant, suites: readonly Suite[]): Promise<Outcome> => {
  using stack = new DisposableStack();
  stack.use(lane.tree.write(mutant));
  for (const batch of batches(suites)) {
    const outcome = await tryBatch(lane, mutant, batch);
    if (outcome !== undefined) return outcome;
  }
  return { kind: 'survived' };
};

const tryBatch = async (lane: Lane, mutant: Mutant, batch: readonly Suite[]): Promise<Outcome | undefined> => {
  const ask = async (suites: readonly Suite[]): Promise<TestAnswer | undefined> => {
    const question = { suites: suites.map(({ name }) => name), changed: mutant.file };
    // No answer twice: once may be the machine's fault.
    return (await lane.ask(question, limitOf(suites))) ?? lane.ask(question, 3 * limitOf(suites));
  };
  const answer = await ask(batch);
  if (answer === undefined) return { kind: 'timed-out' };
  const { failure } = answer;
  if (failure === undefined) return undefined;
  if (failure.took < PROMPT_MS) return killedBy(failure);
  const place = batch.findIndex(({ name }) => name === failure.suite);
  const again = await ask(batch.slice(place, place + 1));
  if (again === undefined) return { kind: 'timed-out' };
  if (again.failure !== undefined) return killedBy(again.failure);
  const rest = batch.slice(place + 1);
  return rest.length === 0 ? undefined : tryBatch(lane, mutant, rest);
};

const killedBy = ({ suite, test }: TestFailure): Outcome => ({ kind: 'killed', by: `${suite}: ${test}` });

// A busy machine needs several times as long as an idle one.
const limitOf = (suites: readonly Suite[]): number => 25_000 + 8 * Math.ceil(sumOf(suites));

const sumOf = (suites: readonly Suite[]): number => suites.reduce((sum, { took }) => sum + took, 0);

function* batches(suites: readonly Suite[]): Generator<readonly Suite[]> {
  let batch: Suite[] = [];
  for (const suite of suites) {
    if (batch.length === MAX_BATCH || (batch.length > 0 && sumOf(batch) + suite.took > MAX_BATCH_MS)) {
      yield batch;
      batch = [];
    }
    batch.push(suite);
  }
  if (batch.length > 0) yield batch;
}
