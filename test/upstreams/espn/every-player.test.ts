import { describe, expect, it } from 'vitest';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

const listed = (id: unknown, more: object = {}) => ({
  id,
  firstName: 'Patrick',
  lastName: 'Mahomes',
  displayName: 'Patrick Mahomes',
  team: { id: '12', abbreviation: 'KC' },
  jersey: '15',
  position: { abbreviation: 'QB' },
  status: { type: 'active' },
  ...more,
});
const mahomes = listed('3139477');
const load = async (...athletes: readonly unknown[]) =>
  (await espnAnswering({ athletes }).espn.everyPlayer('nfl', anyCall)).athletes;

describe('ESPN everyPlayer', () => {
  it('asks once for everybody and reads each', async () => {
    const { espn, asked } = espnAnswering({ athletes: [mahomes] });
    expect(await espn.everyPlayer('nfl', anyCall)).toEqual({
      athletes: [
        { id: '3139477', name: 'Patrick Mahomes', teamId: '12', position: 'QB', jersey: '15', status: 'active' },
      ],
    });
    expect(asked).toEqual(['partners/v2/sports/football/nfl/athletes?limit=7000']);
  });

  it.each([
    ['active', undefined, '12'],
    ['injured-reserve', false, '12'],
    ['practice-squad', undefined, '12'],
    ['free-agent', undefined, null],
    ['free-agent', true, null],
    ['retired', undefined, null],
    ['active', false, null],
  ])('does not take the listed team for the present one: %s (active: %s): %s', async (type, active, teamId) => {
    const athletes = await load(mahomes, listed('2', { status: { type }, active }));
    expect(athletes[1]).toMatchObject({ id: '2', status: type, teamId });
  });

  it('gives no team to somebody without a status', async () => {
    expect((await load(mahomes, listed('2', { status: undefined })))[1]?.teamId).toBeNull();
  });

  it('takes a list under another key, names in two parts, and a position and a status in plain text', async () => {
    const plain = listed(3139477, { displayName: undefined, position: 'QB', status: 'Active' });
    const { espn } = espnAnswering({ items: [plain] });
    expect((await espn.everyPlayer('nba', anyCall)).athletes).toEqual([
      { id: '3139477', name: 'Patrick Mahomes', teamId: '12', position: 'QB', jersey: '15', status: 'active' },
    ]);
  });

  it('leaves out coaches, defences, placeholders and whoever is there twice', async () => {
    const athletes = await load(
      mahomes,
      listed('-16012', { displayName: 'Chiefs D/ST' }),
      listed('2', { displayName: '[35]' }),
      listed('3', { displayName: '35' }),
      listed('4', { displayName: '', firstName: '' }),
      mahomes,
      null,
    );
    expect(athletes.map(({ id }) => id)).toEqual(['3139477']);
  });

  // What the list lacks is weighed where the directory is made.
  it.each([['nobody', { athletes: [] }]])('reads %s as it is', async (_what, body) => {
    expect(await espnAnswering(body).espn.everyPlayer('nfl', anyCall)).toEqual({ athletes: [] });
  });

  it.each([
    ['no list', { count: 0 }],
    ['a list of rows that are nobody', { athletes: [{ id: 'x' }] }],
    ['the zero-hits body', { count: 0, pageIndex: 0, items: [] }],
    ['nobody who plays for anybody', { athletes: [listed('1', { status: undefined }), listed('2', { team: {} })] }],
  ])('takes %s for a document that means nothing', async (_what, body) => {
    await expect(espnAnswering(body).espn.everyPlayer('nfl', anyCall)).rejects.toMatchObject({ code: 'malformed' });
  });
});
