import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Minutes of a run are lost when one of these begins last: two workers, and whole stacks of processes in each. */
const LONGEST_FIRST = [
  'stack/chaos',
  'stack/frozen-fleet',
  'stack/provider-faults',
  'examples/three-seconds',
  'sports/warming/day',
  'cache/interleavings',
  'infra/local/runtime/runtime',
  'infra/local/stack/main',
].map((name) => `/test/${name}.test.ts`);

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONGEST_FIRST.findIndex((file) => moduleId.endsWith(file));
  return rank < 0 ? LONGEST_FIRST.length : rank;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    setupFiles: 'test/setup.ts',
    // Two cores everywhere this runs; whole-stack suites start processes of their own.
    maxWorkers: 2,
    // A worker for each file costs more than most files do. A file leaves nothing behind that another could notice.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // In CI, where whole stacks of processes share two cores with others: what fails twice is broken.
    retry: process.env.CI === undefined ? 0 : 1,
    // They end what hangs. A machine that is busy with other work must not reach them.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
