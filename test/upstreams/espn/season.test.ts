import { describe, expect, it } from 'vitest';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

const phase = (type: number, startDate: string, endDate: string) => ({ id: String(type), type, startDate, endDate });
const regular = phase(2, '2024-09-05T07:00:00.000+00:00', '2025-01-09T07:59:00.000+00:00');
const load = (body: unknown) => espnAnswering(body).espn.season('nba', anyCall);
const startOf = async (startDate: string) =>
  (await load({ year: 2024, types: [{ ...regular, startDate }] })).phases[0]?.start;

describe('ESPN season', () => {
  it('reads the phases in the order they come in, the play-in listed last', async () => {
    const { espn, asked } = espnAnswering({
      year: 2025,
      types: [
        phase(3, '2025-04-19T07:00Z', '2025-06-30T06:59Z'),
        phase(4, '2025-06-30T07:00Z', '2025-09-30T06:59Z'),
        phase(5, '2025-04-15T07:00Z', '2025-04-19T06:59Z'),
      ],
    });
    expect(await espn.season('nba', anyCall)).toEqual({
      league: 'nba',
      season: 2025,
      phases: [
        { phase: 'postseason', start: Date.UTC(2025, 3, 19, 7), end: Date.UTC(2025, 5, 30, 6, 59) },
        { phase: 'off-season', start: Date.UTC(2025, 5, 30, 7), end: Date.UTC(2025, 8, 30, 6, 59) },
        { phase: 'play-in', start: Date.UTC(2025, 3, 15, 7), end: Date.UTC(2025, 3, 19, 6, 59) },
      ],
    });
    expect(asked).toEqual(['web/apis/common/v3/sports/basketball/nba/season']);
  });

  it.each([
    '2024-09-05T07:00:00Z',
    '2024-09-05T07:00Z',
    '2024-09-05T07:00:00.000+00:00',
    '2024-09-05T07:00:00.000+0000',
    '2024-09-05T03:00:00-04:00',
  ])('reads %s as one instant', async (text) => {
    expect(await startOf(text)).toBe(Date.UTC(2024, 8, 5, 7));
  });

  it('leaves out kinds of phases it does not know', async () => {
    expect((await load({ year: 2024, types: [regular, phase(9, 'x', 'y')] })).phases).toHaveLength(1);
  });

  it('reads a year without phases as it is', async () => {
    expect(await load({ year: 2024, types: [] })).toMatchObject({ season: 2024, phases: [] });
  });

  it.each([
    ['no year', { types: [regular] }],
    ['no list of phases', { year: 2024 }],
    ['only phases that it does not know', { year: 2024, types: [phase(9, 'x', 'y')] }],
    ['a phase without a date', { year: 2024, types: [regular, { ...regular, startDate: undefined }] }],
    ['a date without a zone', { year: 2024, types: [{ ...regular, startDate: '2024-09-05T07:00' }] }],
    ['a date that does not exist', { year: 2024, types: [{ ...regular, startDate: '2024-13-05T07:00Z' }] }],
    ['a phase that ends before it begins', { year: 2024, types: [{ ...regular, endDate: '2024-09-01T07:00Z' }] }],
  ])('takes %s for a document that means nothing', async (_what, body) => {
    await expect(load(body)).rejects.toMatchObject({ code: 'malformed' });
  });
});
