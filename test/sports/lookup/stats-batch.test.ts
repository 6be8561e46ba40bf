import { describe, expect, it } from 'vitest';
import { playersWithStats, type BatchItem } from '../../../lib/sports/lookup/stats-batch.ts';

const item = (subject: object, kind: string, resolution?: object): BatchItem =>
  ({ subject, resolution, outcome: { kind } }) as unknown as BatchItem;

describe('the players with stats in a batch', () => {
  it('are those whose outcome is ok, by their id or by a name that means one player', () => {
    const items = [
      item({ id: '1' }, 'ok'),
      item({ id: '2' }, 'player-not-found'),
      item({ name: 'Josh Allen' }, 'ok', { kind: 'one', id: '3' }),
      item({ name: 'Nobody' }, 'none', { kind: 'none' }),
    ];
    expect(playersWithStats(items)).toEqual(['1', '3']);
  });
});
