import { expect, it } from 'vitest';
import { causeNow, during } from '../../lib/ledgers/load-reason.ts';

const later = async () => {
  await Promise.resolve();
  return causeNow();
};

it('is a question unless it is said', async () => {
  expect(causeNow()).toBe('ask');
  expect(await later()).toBe('ask');
});

it('is what the work was begun for, however long it takes and whatever is done meanwhile', async () => {
  const causes = Promise.all([during('warm', later), later(), during('predict', () => during('refresh', later))]);
  expect(await causes).toEqual(['warm', 'ask', 'refresh']);
  expect(causeNow()).toBe('ask');
});
