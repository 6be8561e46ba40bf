import { join, relative } from 'node:path';
import { WarmWorker } from './warm-worker.ts';
import { BaseSequencer, createVitest, type TestModule, type TestSpecification } from 'vitest/node';

/** What a test server is asked: whether `suites` pass, now that `changed` is another text than it was. */
export interface TestQuestion {
  readonly suites: readonly string[];
  readonly changed: string | undefined;
}

export interface TestAnswer {
  /** The first failure; undefined when all passed. */
  readonly failure: TestFailure | undefined;
  /** Milliseconds by suite. */
  readonly took: Readonly<Record<string, number>>;
}

export interface TestFailure {
  readonly suite: string;
  readonly test: string;
  /** Milliseconds. */
  readonly took: number;
}

class AsAsked extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The files that are another text than in the run before, by a number for each run. */
    readonly changed: { readonly run: number; readonly files: readonly string[] };
  }
}

// What fails later may have left something running.
const PROMPT_MS = 2000;

let worker: WarmWorker | undefined;

// A process of its own in the tree that is tried: one Vite server that has transformed everything once already.
const root = process.cwd();
const vitest = await createVitest({
  root,
  watch: false,
  // A worker would take what it has there for as long as it lives.
  fsModuleCache: false,
  bail: 1,
  retry: 0,
  maxWorkers: 1,
  pool: { name: 'warm', createPoolWorker: (options) => (worker ??= new WarmWorker(options)) },
  setupFiles: ['bench/mutate/fresh-modules.ts'],
  // What waits for ever is found sooner than by the suite's own limit.
  testTimeout: 10_000,
  sequence: { sequencer: AsAsked },
  reporters: [{}],
});
const known = new Map((await vitest.globTestSpecifications()).map((spec) => [relative(root, spec.moduleId), spec]));

let run = 0;
let changedBefore: string | undefined;
const ask = async ({ suites, changed }: TestQuestion): Promise<TestAnswer> => {
  const files = [changedBefore, changed].flatMap((file) => (file === undefined ? [] : join(root, file)));
  for (const file of files) vitest.invalidateFile(file);
  changedBefore = changed;
  vitest.provide('changed', { run: (run += 1), files });
  const asked = suites.flatMap((suite) => known.get(suite) ?? []);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(asked);
  const modules = testModules.filter(({ moduleId }) => asked.some((spec) => spec.moduleId === moduleId));
  const failure = modules.flatMap((module) => failureOf(module) ?? [])[0];
  if (failure !== undefined && failure.took > PROMPT_MS) await worker?.renew();
  return {
    failure: failure ?? (unhandledErrors.length > 0 ? unhandled(suites) : undefined),
    took: Object.fromEntries(modules.map((module) => [nameOf(module), module.diagnostic().duration])),
  };
};

const nameOf = ({ moduleId }: TestModule): string => relative(root, moduleId);

const failureOf = (module: TestModule): TestFailure | undefined => {
  if (module.state() !== 'failed') return undefined;
  for (const test of module.children.allTests('failed')) {
    return { suite: nameOf(module), test: test.fullName, took: test.diagnostic()?.duration ?? 0 };
  }
  return { suite: nameOf(module), test: module.errors()[0]?.message ?? 'a hook', took: 0 };
};

const unhandled = (suites: readonly string[]): TestFailure => ({
  suite: suites[0] ?? '',
  test: 'an error outside of any test',
  took: Number.MAX_SAFE_INTEGER,
});

process.on('message', (question: TestQuestion) => void ask(question).then((answer) => process.send?.(answer)));
process.on('disconnect', () => process.exit());
process.send?.('ready');
