import { expect, it } from 'vitest';
import type { TransactionRecord } from '../../../lib/sports/upstream/index.ts';
import { createFeedReader } from '../../../lib/sports/moves/transactions.ts';

const state = {
  checkedUntil: 0,
  watchedSince: 0,
  readAt: 1,
  seen: ['a', 'b'],
  fullPurgeAt: null,
  unavailableSince: null,
  pending: [],
};

const read = async (seen: readonly string[], now: string) => {
  const failures: unknown[] = [];
  const reader = createFeedReader({
    upstream: { transactions: () => Promise.resolve<readonly TransactionRecord[]>([]) },
    deadline: () => new AbortController().signal,
    onFeedUnavailable: (_league, error) => failures.push(error),
  });
  const reading = await reader('nfl', { ...state, seen }, { now: Date.parse(now), isFirstRun: false });
  return [reading.outcome, ...failures.map(String)];
};

it.each([
  ['in mid-season counts as one that is out', ['a', 'b'], '2026-10-15T12:00Z', 'unavailable'],
  ['in the first days of a season is believed', ['a', 'b'], '2026-08-03T12:00Z', 'read'],
  ['is believed where no move is known', [], '2026-10-15T12:00Z', 'read'],
] as const)('an empty feed %s', async (_when, seen, now, outcome) => {
  const [said, ...failures] = await read(seen, now);
  expect(said).toBe(outcome);
  expect(failures).toEqual(outcome === 'read' ? [] : ['ContradictedError: No moves came where 2 are known']);
});
