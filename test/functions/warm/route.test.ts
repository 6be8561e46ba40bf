import { beforeEach, describe, expect, it } from 'vitest';
import { createApiDeps } from '../../../functions/api/request/deps.ts';
import { createApi } from '../../../functions/api/handler.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { createCalendar } from '../../../lib/sports/calendar/index.ts';
import { createWarming } from '../../../lib/sports/warming/warming.ts';
import { currentReason } from '../../../lib/ledgers/load-reason.ts';
import { allIsWell } from '../../support/all-is-well.ts';
import { checkReply } from '../../support/contract/checked.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createTestLedgers } from '../../support/test-ledgers.ts';

let clock: FakeClock;
let upstream: FakeUpstream;
let causes: Set<string>;

beforeEach(() => {
  clock = createFakeClock();
  upstream = createFakeUpstream();
  causes = new Set();
});

const nothing = (): void => undefined;

const apiOf = ({ isOffered = true, onSpend = nothing } = {}) => {
  const { cache, resources } = createDomain({ upstream, clock });
  const leagues = ['nfl'] as const;
  const popularity = { top: () => Promise.resolve([]) };
  const dayBudget = () => {
    causes.add(currentReason());
    onSpend();
    return Promise.resolve(undefined);
  };
  const warming = () =>
    Promise.resolve(createWarming({ cache, resources, upstream, clock, leagues, popularity, dayBudget }));
  return createApi(
    createApiDeps({
      health: () => Promise.resolve(allIsWell(clock)),
      cache,
      resources,
      clock,
      leagues,
      calendar: createCalendar(),
      ledgers: createTestLedgers({ clock }),
      upstream: { ...upstream, label: 'fake' },
      ...(isOffered && { warming }),
    }),
  );
};

const ask = async (body: unknown, api = apiOf()): Promise<{ readonly status: number; readonly json: unknown }> => {
  try {
    const event = { routeKey: ROUTE.warm, headers: {}, body: JSON.stringify(body), isBase64Encoded: false };
    const reply = await api(event);
    checkReply(event, reply);
    return { status: reply.statusCode, json: JSON.parse(reply.body) };
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    return { status: error.status, json: JSON.parse(JSON.stringify(error)) };
  }
};

describe('POST /v1/admin/warm', () => {
  it('warms a league, for the cause of warming', async () => {
    const { status, json } = await ask({ league: 'NFL' });
    expect(status).toBe(200);
    // Season, live, teams, four rosters and the directory.
    expect(json).toMatchObject({ league: 'nfl', planned: 8, loaded: 8, complete: true, unresolved: [] });
    expect(upstream.asked()).toHaveLength(8);
    expect([...causes]).toEqual(['warm']);
  });

  it('warms some players by id and by name, and says who could not be told', async () => {
    const { json } = await ask({
      league: 'nfl',
      players: [3139477, 'Micah Parsons', 'byron young', 'zzz qqq', '3139477'],
    });
    expect(json).toMatchObject({
      complete: true,
      unresolved: [
        { name: 'byron young', status: 'ambiguous' },
        { name: 'zzz qqq', status: 'not-found' },
      ],
    });
    const careers = upstream.asked().filter((call) => call.startsWith('career'));
    expect(careers).toEqual(['career 3139477', 'career 4361423']);
  });

  it('warms the others when an element can mean nobody, and says why it cannot', async () => {
    const { status, json } = await ask({ league: 'nfl', players: ['q', 3139477, 1.5, null] });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      unresolved: [
        { name: 'q', status: 'invalid', reason: 'must have at least two letters' },
        { name: 1.5, status: 'invalid', reason: 'must be a player id: 1 to 19 digits' },
        { name: null, status: 'invalid', reason: 'must be a text' },
      ],
    });
    expect(upstream.asked().filter((call) => call.startsWith('career'))).toEqual(['career 3139477']);
  });

  it('takes a padded id for the id itself', async () => {
    await ask({ league: 'nfl', players: ['003139477', 3139477, '3139477'] });
    expect(upstream.asked().filter((call) => call.startsWith('career'))).toEqual(['career 3139477']);
  });

  it('answers in time, and says that there is more', async () => {
    const api = apiOf({
      onSpend: () => {
        clock.advance(4000);
      },
    });
    const { status, json } = await ask({ league: 'nfl' }, api);
    expect(status).toBe(200);
    expect(json).toMatchObject({ complete: false, stopped: 'deadline', left: 5 });
    // The rest is for whoever asks again.
    expect(await ask({ league: 'nfl' }, api)).toMatchObject({ json: { complete: true } });
    expect(upstream.asked()).toHaveLength(8);
  });

  it.each([
    [{}, 'league'],
    [{ league: 'nfl', players: [] }, 'players'],
    [{ league: 'nfl', players: Array.from({ length: 101 }, () => 'x') }, 'players'],
    [{ league: 'nfl', player: ['1'] }, 'player'],
  ])('refuses %j, naming what is wrong', async (body, field) => {
    expect(await ask(body)).toMatchObject({ status: 400, json: { field } });
    expect(upstream.asked()).toEqual([]);
  });

  it('knows no league that is not served', async () => {
    expect(await ask({ league: 'nba' })).toMatchObject({ status: 404, json: { code: 'league-not-found' } });
  });

  it('says so where a deployment does not warm on demand', async () => {
    expect(await ask({ league: 'nfl' }, apiOf({ isOffered: false }))).toMatchObject({ status: 501 });
  });
});
