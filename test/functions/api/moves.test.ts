import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { UpstreamError, type Capability } from '../../../lib/sports/upstream/index.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { moveOf } from '../../support/moves-world.ts';

// The league's trade deadline is on the 4th; its window lies two days around it.
const IN_WINDOW = Date.UTC(2025, 10, 3, 15);
const OUTSIDE = Date.UTC(2025, 9, 1, 15);

interface Answer {
  readonly asOf: string;
  readonly oldest: string | null;
  readonly moves: readonly {
    readonly date: string;
    readonly kind: string;
    readonly text: string;
    readonly team: { readonly abbreviation: string } | null;
    readonly teams: readonly { readonly abbreviation: string }[];
    readonly players: readonly { readonly id: string }[];
  }[];
}

let clock: FakeClock;
let upstream: FakeUpstream;
let warm: Domain;
let api: TestApi;

const start = (now: number, capabilities?: readonly Capability[]): void => {
  clock = createFakeClock(now);
  upstream = createFakeUpstream(capabilities === undefined ? {} : { capabilities });
  const shared = [createMemorySharedTier('l2', { clock })];
  warm = createDomain({ upstream, clock, shared });
  api = createTestApi({ upstream, clock, shared });
};

const holdDirectory = async (): Promise<void> => {
  await warm.cache.read(warm.resources.teams('nfl'));
  await warm.cache.read(warm.resources.directory('nfl'));
  await warm.drain();
  upstream.asked();
};

const ask = (query: Record<string, string> = {}, league = 'nfl') => api.get(ROUTE.moves, { league }, query);
const movesOf = async (query: Record<string, string> = {}, league = 'nfl'): Promise<Answer['moves']> => {
  const { status, json } = await ask(query, league);
  expect(status).toBe(200);
  return (json as Answer).moves;
};

beforeEach(async () => {
  start(IN_WINDOW);
  upstream.announce(moveOf('Waived CB Somebody Else.', '21', '2025-10-30T07:00Z'));
  upstream.announce(
    moveOf('Traded LB Micah Parsons to the Kansas City Chiefs for a draft pick.', '9', '2025-11-03T08:00Z'),
  );
  await holdDirectory();
});

describe('the moves of a league', () => {
  it('are told with the teams and the players whom their text names', async () => {
    const { json, headers } = await ask();
    const team = (id: string, abbreviation: string, name: string) => ({ id, abbreviation, name });
    expect(json).toEqual({
      league: 'nfl',
      asOf: new Date(IN_WINDOW).toISOString(),
      oldest: '2025-10-30',
      moves: [
        {
          date: '2025-11-03',
          kind: 'traded',
          text: 'Traded LB Micah Parsons to the Kansas City Chiefs for a draft pick.',
          team: team('9', 'GB', 'Green Bay Packers'),
          teams: [team('9', 'GB', 'Green Bay Packers'), team('12', 'KC', 'Kansas City Chiefs')],
          players: [{ id: '4361423', name: 'Micah Parsons', position: 'LB' }],
        },
        {
          date: '2025-10-30',
          kind: 'waived',
          text: 'Waived CB Somebody Else.',
          team: team('21', 'PHI', 'Philadelphia Eagles'),
          teams: [team('21', 'PHI', 'Philadelphia Eagles')],
          players: [],
        },
      ],
    });
    expect(headers['cache-status']).toBeDefined();
    expect(upstream.asked()).toEqual(['transactions nfl']);
  });

  it('name nobody by a name that two players have', async () => {
    upstream.announce(moveOf('Signed DT Byron Young and QB Patrick Mahomes.', '14'));
    const [move] = await movesOf({ limit: '1' });
    expect(move?.players.map(({ id }) => id)).toEqual(['3139477']);
  });

  it('are those of a team, by any spelling, whether it is its news or named in it', async () => {
    for (const team of ['KC', 'chiefs', '12', 'Kansas City']) {
      expect((await movesOf({ team })).map(({ kind }) => kind)).toEqual(['traded']);
    }
    expect(await movesOf({ team: 'eagles' })).toHaveLength(1);
    expect(await ask({ team: 'nowhere' })).toMatchObject({ status: 404, json: { code: 'team-not-found' } });
  });

  it.each([
    ['2025-11-03', ['traded']],
    ['2025-10-30', ['traded', 'waived']],
    ['2025-10-31', ['traded']],
    // The day of the move had not ended by then.
    ['2025-10-30T18:00Z', ['traded', 'waived']],
    ['2025-10-30T18:00:00-05:00', ['traded', 'waived']],
    ['2025-11-01T00:00Z', ['traded']],
    ['2000-01-01', ['traded', 'waived']],
  ])('since %s are %j', async (since, kinds) => {
    expect((await movesOf({ since })).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    ['since', 'yesterday'],
    ['since', ''],
    ['since', '2025-02-30'],
    ['since', '2025-13-01'],
    ['since', '25-11-03'],
    ['since', '1999-12-31'],
    ['since', '2025-12-24'],
    ['since', '2025-11-03T18:00'],
    ['since', '2025-11-03 18:00Z'],
    ['since', '1762128000'],
    ['limit', '0'],
    ['limit', '101'],
    ['team', ''],
    ['player', 'x'],
  ])('%s=%s is refused', async (field, value) => {
    expect(await ask({ [field]: value })).toMatchObject({ status: 400, json: { code: 'invalid-parameter', field } });
  });

  it('of a league whose directory is not held name the teams alone, without a call for players', async () => {
    expect((await movesOf({}, 'nba'))[0]).toMatchObject({
      teams: [{ abbreviation: 'GB' }, { abbreviation: 'KC' }],
      players: [],
    });
    expect(upstream.asked()).toEqual(['transactions nba', 'teams nba']);
  });

  it('are not offered by a provider without such a list', async () => {
    start(IN_WINDOW, ['search']);
    expect(await ask()).toMatchObject({ status: 501, json: { code: 'not-offered' } });
    expect(upstream.asked()).toEqual([]);
  });
});

describe('the calls for a list of moves', () => {
  const questions = async (count: number, apart: number): Promise<number> => {
    for (let question = 0; question < count; question += 1) {
      await movesOf();
      clock.advance(apart);
    }
    return upstream.asked().filter((call) => call.startsWith('transactions')).length;
  };

  it('are one in ten minutes while players change teams', async () => {
    expect(await questions(30, minutes(1))).toBe(3);
  });

  it('are one in an hour otherwise', async () => {
    start(OUTSIDE);
    await holdDirectory();
    expect(await questions(30, minutes(6))).toBe(3);
  });

  it('leave the last list in place where the provider fails, with its age', async () => {
    await movesOf();
    clock.advance(hours(1));
    upstream.fail(new UpstreamError('failed', 'no list'));
    const { status, json, headers } = await ask();
    expect([status, json]).toMatchObject([200, { asOf: new Date(IN_WINDOW).toISOString() }]);
    expect(headers['cache-status']).toMatch(/stale-if-error/);
  });

  it('that fail with nothing held are a 503', async () => {
    upstream.fail(new UpstreamError('failed', 'no list'));
    expect(await ask()).toMatchObject({ status: 503, json: { code: 'upstream-unavailable' } });
  });

  it('do not take an empty list for the truth where moves are held', async () => {
    await movesOf();
    clock.advance(hours(1));
    upstream.answerWith('transactions nfl', []);
    expect(await movesOf()).toHaveLength(2);
  });
});
