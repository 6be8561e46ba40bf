import { expect, it } from 'vitest';
import { currentReason, runWithReason } from '../../lib/ledgers/load-reason.ts';

const later = async () => {
  await Promise.resolve();
  return currentReason();
};

it('is a question unless it is said', async () => {
  expect(currentReason()).toBe('ask');
  expect(await later()).toBe('ask');
});

it('is what the work was begun for, however long it takes and whatever is done meanwhile', async () => {
  const causes = Promise.all([
    runWithReason('warm', later),
    later(),
    runWithReason('predict', () => runWithReason('refresh', later)),
  ]);
  expect(await causes).toEqual(['warm', 'ask', 'refresh']);
  expect(currentReason()).toBe('ask');
});
