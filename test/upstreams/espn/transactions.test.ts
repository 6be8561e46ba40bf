import { describe, expect, it } from 'vitest';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

const move = (date: string, more: object = {}) => ({
  date,
  description: 'Signed QB Somebody to a one-year contract.',
  team: { id: '12', abbreviation: 'KC' },
  ...more,
});
const listOf = (...transactions: readonly unknown[]) => ({ count: transactions.length, transactions });
const load = (body: unknown, limit = 10) => espnAnswering(body).espn.transactions('nfl', limit, anyCall);

describe('ESPN transactions', () => {
  it('asks for as many as are wanted and reads each', async () => {
    const { espn, asked } = espnAnswering(listOf(move('2026-11-20T08:00Z')));
    expect(await espn.transactions('nfl', 50, anyCall)).toEqual([
      { date: Date.UTC(2026, 10, 20, 8), description: 'Signed QB Somebody to a one-year contract.', teamId: '12' },
    ]);
    expect(asked).toEqual(['site/apis/site/v2/sports/football/nfl/transactions?limit=50']);
  });

  it('gives the newest first, and no more than wanted whatever comes', async () => {
    const body = listOf(move('2026-11-18T08:00Z'), move('2026-11-20T08:00Z'), move('2026-11-19T08:00Z'));
    const days = (await load(body, 2)).map(({ date }) => new Date(date).getUTCDate());
    expect(days).toEqual([20, 19]);
  });

  it('cuts long descriptions, does without a team, and leaves out what says nothing', async () => {
    const body = listOf(
      move('2026-11-20T08:00Z', { description: 'x'.repeat(10_000), team: {} }),
      move('yesterday'),
      move('2026-11-20T08:00Z', { description: '' }),
      null,
    );
    const moves = await load(body);
    expect(moves).toHaveLength(1);
    expect(moves[0]?.description).toHaveLength(500);
    expect(moves[0]?.teamId).toBeNull();
  });

  it('believes a list of none', async () => {
    expect(await load({ count: 0, transactions: [] })).toEqual([]);
  });

  it.each([
    ['no list', { count: 0 }],
    ['the zero-hits body', { count: 0, pageIndex: 0, pageSize: 25, pageCount: 0, items: [] }],
    ['only unreadable moves', listOf(move('yesterday'), {})],
  ])('takes %s for a document that means nothing', async (_what, body) => {
    await expect(load(body)).rejects.toMatchObject({ code: 'malformed' });
  });
});
