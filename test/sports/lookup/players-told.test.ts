import { describe, expect, it } from 'vitest';
import type { BatchItem } from '../../../lib/sports/lookup/stats-batch.ts';
import { playersTold } from '../../../lib/sports/lookup/players-told.ts';

const item = (subject: object, kind: string, resolution?: object): BatchItem =>
  ({ subject, resolution, outcome: { kind } }) as unknown as BatchItem;

describe('the players of a batch', () => {
  it('are those whose stats were told, by id or by the name that meant one', () => {
    const items = [
      item({ id: '1' }, 'ok'),
      item({ id: '2' }, 'player-not-found'),
      item({ name: 'Josh Allen' }, 'ok', { kind: 'one', id: '3' }),
      item({ name: 'Nobody' }, 'none', { kind: 'none' }),
    ];
    expect(playersTold(items)).toEqual(['1', '3']);
  });
});
