import { describe, expect, it } from 'vitest';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { buildCareer } from '../../../lib/sports/stats/career.ts';
import { anyCall } from '../../support/fake-espn.ts';
import { rapidApiAnswering } from '../../support/fake-rapidapi.ts';
import { syntheticBodies } from '../../support/recorded.ts';

const bodies = syntheticBodies('rapidapi');
const rapidApiWith = (body: string, { status = 200 } = {}) => rapidApiAnswering(bodies.text(body), { status }).rapidApi;
const HERONS = '7' as TeamId;
const malformed = { code: 'malformed' };
const OF = { id: '7001001' as PlayerId, season: 2031, type: 'regular' } as const;
const quillfeather = { id: '7001001', name: 'Tobin Quillfeather', jersey: '15', status: 'active', teamId: '7' };

describe('RapidAPI, from the synthetic bodies', () => {
  it('reads the list of teams, which tells no season', async () => {
    expect(await rapidApiWith('teams').teams('nfl', anyCall)).toMatchObject({
      season: null,
      teams: [
        {
          id: '7',
          abbreviation: 'HVH',
          name: 'Harborview Herons',
          location: 'Harborview',
          slug: 'harborview-herons',
        },
        { id: '34', abbreviation: 'LKM', name: 'Lakemont Larks', location: 'Lakemont', slug: 'lakemont-larks' },
      ],
    });
  });

  it('reads a flat roster, whose positions are units and whose season is a word about the team', async () => {
    expect(await rapidApiWith('roster').roster('nfl', HERONS, anyCall)).toMatchObject({
      season: 2031,
      team: { id: '7', abbreviation: 'HVH', name: 'Harborview Herons' },
      athletes: [
        { ...quillfeather, position: null },
        { id: '7001004', name: 'C.J. Wexcombe', teamId: '7', position: null, jersey: '54', status: 'active' },
        { id: '7001003', name: "De'Marro Pell", teamId: '7', position: null, jersey: null, status: 'day-to-day' },
      ],
    });
  });

  it('reads a grouped roster, whose athletes may have a position', async () => {
    const roster = await rapidApiWith('roster-grouped').roster('nfl', HERONS, anyCall);
    expect(roster?.athletes.map(({ id, position }) => [id, position])).toEqual([
      ['7001001', null],
      ['7001004', 'LB'],
    ]);
  });

  it('reads a player in an envelope, and a bare one whose team is a link to the last they had', async () => {
    const player = await rapidApiWith('player').player('nfl', OF.id, anyCall);
    expect(player).toMatchObject({ ...quillfeather, position: 'QB' });
    const lowe = await rapidApiWith('player-linked').player('nfl', '7001098' as PlayerId, anyCall);
    expect(lowe).toMatchObject({ name: 'Merritt Lowe', status: 'free-agent', teamId: null });
  });

  it('reads one season under the names that careers have', async () => {
    const table = await rapidApiWith('stats').seasonStats('nfl', OF, anyCall);
    const { seasons, career } = buildCareer(table ?? { teams: [], categories: [] }, {
      league: 'nfl',
      seasonType: 'regular',
    });
    expect(career.categories).toEqual({});
    expect(seasons).toHaveLength(1);
    expect(seasons[0]).toMatchObject({ season: 2031, teams: [] });
    expect(seasons[0]?.categories).toEqual({
      general: {
        gamesPlayed: 16,
        fumbles: 6,
        fumblesForced: 1,
        fumblesRecovered: 2,
        fumblesRecoveredYards: 9,
        // Nonsense, as the provider has it.
        fumblesTouchdowns: -3,
      },
      passing: {
        gamesPlayed: 16,
        completions: 388,
        // Without the noise of single precision.
        completionPct: 66.781,
        interceptions: 9,
        netPassingYards: -2,
        passingYards: 5106,
        QBRating: 107.259,
      },
      rushing: { gamesPlayed: 16, rushingYards: 288, rushingTouchdowns: 4 },
      receiving: { gamesPlayed: 16, receptions: 0 },
      defensive: {
        gamesPlayed: 16,
        soloTackles: 2,
        sacks: 0.5,
        fumblesForced: 1,
        fumblesRecovered: 2,
        fumblesRecoveredYards: 9,
        interceptions: 1,
        interceptionYards: 12,
      },
      scoring: { gamesPlayed: 16, totalPoints: 24, rushingTouchdowns: 4 },
    });
  });

  it('is not the document asked for when something else was asked', async () => {
    const [stats, roster, player] = [rapidApiWith('stats'), rapidApiWith('roster'), rapidApiWith('player')];
    await expect(stats.roster('nfl', HERONS, anyCall)).rejects.toMatchObject(malformed);
    await expect(stats.player('nfl', OF.id, anyCall)).rejects.toMatchObject(malformed);
    await expect(stats.teams('nfl', anyCall)).rejects.toMatchObject(malformed);
    await expect(roster.teams('nfl', anyCall)).rejects.toMatchObject(malformed);
    await expect(roster.roster('nfl', '34' as TeamId, anyCall)).rejects.toMatchObject(malformed);
    await expect(roster.seasonStats('nfl', OF, anyCall)).rejects.toMatchObject(malformed);
    await expect(player.player('nfl', '7001098' as PlayerId, anyCall)).rejects.toMatchObject(malformed);
    await expect(rapidApiWith('quota', { status: 429 }).teams('nfl', anyCall)).rejects.toMatchObject({
      code: 'rate-limited',
    });
  });
});
