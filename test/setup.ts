import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { afterAll, afterEach, inject } from 'vitest';
import { checkedFetch } from './support/contract/checked-fetch.ts';
import { checkedCounts, takeFaults } from './support/contract/checked.ts';

// Before each file of tests: every response of the api function is checked against its schema and docs/openapi.json,
// whichever test asks for it. The test that sees one that does not fit fails.

const WRAPPED = Symbol.for('statline.checked-fetch');
const fetches = globalThis as typeof globalThis & { [WRAPPED]?: true };
if (fetches[WRAPPED] === undefined) {
  globalThis.fetch = checkedFetch(globalThis.fetch);
  fetches[WRAPPED] = true;
}

const complain = (): void => {
  const faults = takeFaults();
  if (faults.length > 0) throw new Error(`Responses that do not fit the contract:\n${faults.join('\n')}`);
};

afterEach(complain);
afterAll(() => {
  const folder = join(inject('shared'), 'responses');
  mkdirSync(folder, { recursive: true });
  // A worker's counts grow from file to file: the latest are all of them.
  writeFileSync(join(folder, `${process.pid}-${threadId}.json`), JSON.stringify([...checkedCounts()]));
  // What was seen before the first test, or after the last one.
  complain();
});
