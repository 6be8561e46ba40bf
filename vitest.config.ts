import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores everywhere this runs; whole-stack suites start processes of their own.
    maxWorkers: 2,
    // In CI, where whole stacks of processes share two cores with others: what fails twice is broken.
    retry: process.env.CI === undefined ? 0 : 1,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
