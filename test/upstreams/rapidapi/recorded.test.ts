import { expect, it } from 'vitest';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { buildCareer } from '../../../lib/sports/stats/career.ts';
import { anyCall } from '../../support/fake-espn.ts';
import { rapidApiAnswering } from '../../support/fake-rapidapi.ts';
import { describeRecorded, recordedText } from '../../support/recorded.ts';

const recorded = (body: string) => rapidApiAnswering(recordedText(`rapidapi/${body}`)).rapidApi;

const lineOf = async (body: string, id: string) => {
  const of = { id: id as PlayerId, season: 2024, type: 'regular' } as const;
  const table = await recorded(body).seasonStats('nfl', of, anyCall);
  if (table === null) throw new Error('the body says that there is nobody');
  const { seasons, career } = buildCareer(table, { league: 'nfl', seasonType: 'regular' });
  expect(seasons).toHaveLength(1);
  expect(career.categories).toEqual({});
  return seasons[0];
};

describeRecorded(
  'RapidAPI bodies as recorded',
  () => {
    it("Lamar Jackson's 2024", async () => {
      const line = await lineOf('api_response_PlayerStats_3916387.json', '3916387');
      expect(line).toMatchObject({
        season: 2024,
        teams: [],
        categories: {
          passing: {
            gamesPlayed: 17,
            completions: 316,
            passingAttempts: 474,
            passingYards: 4172,
            passingTouchdowns: 41,
            interceptions: 4,
            completionPct: 66.667,
            QBRating: 119.629,
            adjQBR: 77.26,
          },
          rushing: { gamesPlayed: 17, rushingAttempts: 139, rushingYards: 915, rushingTouchdowns: 4, longRushing: 48 },
          defensive: { gamesPlayed: 17, soloTackles: 2, interceptions: 0, fumblesRecovered: 0 },
          // Nonsense, and the provider's own.
          general: { fumbles: 10, fumblesTouchdowns: -9 },
        },
      });
      expect(Object.keys(line?.categories ?? {})).toEqual([
        'general',
        'passing',
        'rushing',
        'receiving',
        'defensive',
        'scoring',
      ]);
      expect(line?.notCombined).toBeUndefined();
    });

    it("Saquon Barkley's 2024", async () => {
      const line = await lineOf('api_response_PlayerStats_3929630_2024.json', '3929630');
      expect(line?.categories).toMatchObject({
        rushing: { gamesPlayed: 16, rushingAttempts: 345, rushingYards: 2005, rushingTouchdowns: 13 },
        receiving: { receptions: 33, receivingTargets: 43, receivingYards: 278, receivingTouchdowns: 2 },
        scoring: { totalTouchdowns: 15, totalPoints: 96 },
      });
      expect(line?.categories.passing?.netPassingYards).toBe(-2);
    });

    it.each(['api_response_PlayerStats_3916387.json', 'api_response_PlayerStats_3929630_2024.json'])(
      'every value of %s is a number',
      async (body) => {
        const line = await lineOf(body, '1');
        const values = Object.values(line?.categories ?? {}).flatMap((category) => Object.values(category));
        expect(values.length).toBeGreaterThan(150);
        expect(values.every((value) => Number.isFinite(value))).toBe(true);
      },
    );

    it('Arizona has 91 players in one list, whose positions nobody tells', async () => {
      const roster = await recorded('resp.json').roster('nfl', '22' as TeamId, anyCall);
      expect(roster).toMatchObject({
        season: 2024,
        team: { id: '22', abbreviation: 'ARI', name: 'Arizona Cardinals' },
      });
      const athletes = roster?.athletes ?? [];
      expect(athletes).toHaveLength(91);
      expect(athletes.every(({ teamId, position }) => teamId === '22' && position === null)).toBe(true);
      expect(athletes.filter(({ jersey }) => jersey === null).map(({ name }) => name)).toEqual(['Patrick Jenkins']);
      expect(athletes.filter(({ status }) => status === 'day-to-day')).toHaveLength(1);
      expect(athletes[0]).toMatchObject({ id: '5084939', name: 'Isaiah Adams', jersey: '74', status: 'active' });
    });

    it('is not the document asked for when something else was asked', async () => {
      const stats = recorded('api_response_PlayerStats_3916387.json');
      const roster = recorded('resp.json');
      const malformed = { code: 'malformed' };
      const of = { id: '1' as PlayerId, season: 2024, type: 'regular' } as const;
      await expect(stats.roster('nfl', '22' as TeamId, anyCall)).rejects.toMatchObject(malformed);
      await expect(stats.player('nfl', '3916387' as PlayerId, anyCall)).rejects.toMatchObject(malformed);
      await expect(stats.teams('nfl', anyCall)).rejects.toMatchObject(malformed);
      await expect(roster.teams('nfl', anyCall)).rejects.toMatchObject(malformed);
      await expect(roster.roster('nfl', '12' as TeamId, anyCall)).rejects.toMatchObject(malformed);
      await expect(roster.seasonStats('nfl', of, anyCall)).rejects.toMatchObject(malformed);
    });
  },
  'rapidapi',
);
