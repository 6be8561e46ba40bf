import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores everywhere this runs; whole-stack suites start processes of their own.
    maxWorkers: 2,
    // Whole stacks of processes on a crowded machine: what fails twice there is broken. Nowhere else is anything retried.
    retry: process.env.CI === undefined ? 0 : 1,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
