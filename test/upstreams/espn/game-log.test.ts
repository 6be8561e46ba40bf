import { describe, expect, it } from 'vitest';
import { buildGames } from '../../../lib/sports/stats/game-log.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { describeRecorded, recordedJson, syntheticBodies } from '../../support/recorded.ts';

const id = '3139477' as PlayerId;
const load = (body: unknown, season = 2031) => espnAnswering(body).espn.gameLog('nfl', { id, season }, anyCall);
const synthetic = () => syntheticBodies('espn').json('gamelog-nfl') as Log;

interface Event {
  readonly week: number;
  readonly gameDate: string;
  readonly homeTeamId: string;
  readonly homeTeamScore: string;
  readonly awayTeamScore: string;
  readonly gameResult: string;
  readonly opponent: { readonly id: string };
  readonly team: { readonly id: string; readonly isAllStar: boolean };
}
interface Log {
  readonly names: readonly string[];
  readonly categories: readonly { readonly name: string; readonly count: number }[];
  readonly events: Readonly<Record<string, Event>>;
  readonly seasonTypes: readonly {
    readonly displayName: string;
    readonly categories: readonly {
      readonly splitType: string;
      readonly events: readonly { readonly eventId: string; readonly stats: readonly string[] }[];
    }[];
  }[];
}

/** `12` for `12`, `1455` for `1,455`, null for `-`: read here and not by what is tested. */
const number = (text: string): number | null => (/\d/.test(text) ? Number.parseFloat(text.replace(/,/g, '')) : null);

/** Every number of a body, as `event category name value`. */
const numbersIn = (log: Log): readonly string[] =>
  log.seasonTypes.flatMap(({ categories: [part] }) =>
    (part?.events ?? []).flatMap(({ eventId, stats }) => {
      let column = 0;
      return log.categories.flatMap(({ name, count }) =>
        Array.from({ length: count }, () => {
          const told = `${eventId} ${part?.splitType ?? ''} ${name} ${log.names[column] ?? ''} ${number(stats[column] ?? '')}`;
          column += 1;
          return told;
        }),
      );
    }),
  );

describeRecorded('recorded game logs', () => {
  it.each([
    ['nfl/athlete-3139477-gamelog-2024', 2024, 19],
    ['nfl/athlete-4362628-gamelog-2021', 2021, 20],
  ] as const)('%s: every game and every number', async (file, season, count) => {
    const body = recordedJson(`espn/${file}.json`) as Log;
    const record = await load(body, season);
    const games = buildGames(record ?? { games: [] }, new Map());
    expect(games).toHaveLength(count);
    expect(games.map(({ id: event }) => event).toSorted()).toEqual(Object.keys(body.events).toSorted());
    const read = games.flatMap(({ id: event, seasonType, categories }) =>
      Object.entries(categories).flatMap(([category, stats]) =>
        Object.entries(stats).map(
          ([name, value]) => `${event} ${seasonType === 'regular' ? '2' : '3'} ${category} ${name} ${value}`,
        ),
      ),
    );
    expect(read.toSorted()).toEqual(numbersIn(body).toSorted());
    for (const game of games) {
      const told = body.events[game.id];
      expect(game).toMatchObject({ week: told?.week, result: told?.gameResult, opponent: { id: told?.opponent.id } });
      expect(game.date).toBe(new Date(told?.gameDate.replace(/\+0000$/, '+00:00') ?? '').toISOString());
      expect(game.team.id).toBe(told?.team.id);
      expect(game.home).toBe(told?.homeTeamId === told?.team.id);
      const [home, away] = [Number(told?.homeTeamScore), Number(told?.awayTeamScore)];
      expect(game.score).toEqual(game.home ? { for: home, against: away } : { for: away, against: home });
    }
    // A week off, or one that was missed, is no game.
    const weeks = games.filter(({ seasonType }) => seasonType === 'regular').map(({ week }) => week);
    expect(weeks).toHaveLength(new Set(weeks).size);
    expect(weeks).not.toContain(season === 2024 ? 6 : 10);
    expect(games.map(({ date }) => date)).toEqual(
      games
        .map(({ date }) => date)
        .toSorted()
        .toReversed(),
    );
  });

  it('of a season that the player has none of are none', async () => {
    expect(await load(recordedJson('espn/nfl/athlete-4362628-gamelog-2021.json'), 2024)).toBeNull();
    // The other seasons that a body offers can be had: a body of the wrong one is no answer.
    const other = load(recordedJson('espn/nfl/athlete-3139477-gamelog-2024.json'), 2023);
    await expect(other).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('a game log', () => {
  it('tells every game that was played, under the team that the player was on', async () => {
    const games = buildGames((await load(synthetic())) ?? { games: [] }, new Map());
    expect(
      games.map(({ id: event, seasonType, week, team, opponent, home, result, score, note }) => ({
        ...{ event, seasonType, week, team: team.abbreviation, opponent: opponent.abbreviation },
        ...{ home, result, score, note },
      })),
    ).toEqual([
      {
        ...{ event: '501671903', seasonType: 'postseason', week: 1, team: 'LKM', opponent: 'HVH', home: false },
        ...{ result: 'L', score: { for: 17, against: 20 }, note: 'Wild Card Round' },
      },
      {
        ...{ event: '501671902', seasonType: 'regular', week: 9, team: 'LKM', opponent: 'CBC', home: true },
        ...{ result: 'W', score: { for: 30, against: 24 }, note: null },
      },
      {
        ...{ event: '501671901', seasonType: 'regular', week: 2, team: 'HVH', opponent: 'LKM', home: false },
        ...{ result: 'T', score: { for: 13, against: 13 }, note: null },
      },
    ]);
    // The log writes no name of the player's own team; as an opponent it does.
    expect(games.map(({ team }) => team.name)).toEqual(['Lakemont Millers', 'Lakemont Millers', 'Harborview Herons']);
    expect(games[2]?.categories).toEqual({
      passing: { completions: 20, passingAttempts: 31, passingYards: 1204, completionPct: 64.5, interceptions: 0 },
      rushing: { rushingAttempts: 3, rushingYards: -2, longRushing: null },
    });
    expect(games[1]?.categories.rushing).toEqual({ rushingAttempts: null, rushingYards: null, longRushing: null });
  });

  it('has one row of numbers for each game, and no game twice', async () => {
    const body = synthetic();
    const [first] = body.seasonTypes;
    const doubled = { ...body, seasonTypes: [...body.seasonTypes, ...(first === undefined ? [] : [first])] };
    expect((await load(doubled))?.games).toHaveLength(3);
  });

  it.each([
    ['nothing', {}],
    ['no list of parts', { filters: [], events: {} }],
    ['counts that do not fit the names', { ...synthetic(), names: ['completions'] }],
    ['categories without a count', { ...synthetic(), categories: [{ name: 'passing' }] }],
    ['games that are not told', { ...synthetic(), events: {} }],
    [
      'a row that is cut',
      {
        ...synthetic(),
        seasonTypes: [{ categories: [{ splitType: '2', events: [{ eventId: '501671901', stats: ['1'] }] }] }],
      },
    ],
  ])('with %s is malformed', async (_, body) => {
    await expect(load(body)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('without a game is a season without games', async () => {
    expect(await load({ ...synthetic(), events: {}, seasonTypes: [] })).toEqual({ games: [] });
  });

  it('is asked for by player and season', async () => {
    const { espn, asked } = espnAnswering(synthetic());
    await espn.gameLog('nfl', { id, season: 2031 }, anyCall);
    expect(asked).toEqual(['web/apis/common/v3/sports/football/nfl/athletes/3139477/gamelog?season=2031']);
  });
});
