import { describe, expect, it } from 'vitest';
import { playersToPredictFrom, type BatchItem } from '../../../lib/sports/lookup/stats-batch.ts';

const LOADED = { served: { by: 'upstream', collapsed: false }, entry: {} };
const found = (state: string, loadReason?: string): object => ({
  served: { by: 'tier', tier: 'l2', state },
  entry: { loadReason },
});

const item = (subject: object, kind: string, resolution?: object, answer: object = LOADED): BatchItem =>
  ({ subject, resolution, outcome: { kind, answer } }) as unknown as BatchItem;

describe('the players of a batch from whom a prediction is made', () => {
  it('are those whose outcome is ok, by their id or by a name that means one player', () => {
    const items = [
      item({ id: '1' }, 'ok'),
      item({ id: '2' }, 'player-not-found'),
      item({ name: 'Josh Allen' }, 'ok', { kind: 'one', id: '3' }),
      item({ name: 'Nobody' }, 'none', { kind: 'none' }),
    ];
    expect(playersToPredictFrom(items)).toEqual({ players: ['1', '3'], loaded: ['1', '3'] });
  });

  it('are those whose line was loaded, was stale, or was itself predicted', () => {
    const answers = [
      LOADED,
      found('fresh'),
      found('fresh', 'warm'),
      found('stale-while-revalidate'),
      found('fresh', 'predict'),
    ];
    const items = answers.map((answer, id) => item({ id: String(id) }, 'ok', undefined, answer));
    expect(playersToPredictFrom(items)).toEqual({ players: ['0', '3', '4'], loaded: ['0'] });
  });
});
