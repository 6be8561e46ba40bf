import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase } from 'vitest/node';

/** Writes one line per test that passed or failed only after a retry, for the closing lines of `.ci/run`. */
export default class RetriedTests implements Reporter {
  readonly #lines: string[] = [];

  onTestCaseResult(test: TestCase): void {
    const retries = test.diagnostic()?.retryCount ?? 0;
    if (retries === 0) return;
    this.#lines.push(`${test.module.relativeModuleId}: ${test.fullName} (${test.result().state})`);
  }

  onTestRunEnd(): void {
    const file = process.env.STATLINE_RETRIED_TESTS;
    if (file !== undefined && this.#lines.length > 0) writeFileSync(file, `${this.#lines.join('\n')}\n`);
  }
}
