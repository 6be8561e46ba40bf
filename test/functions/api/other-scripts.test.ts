import { beforeEach, describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';

// Each has the surname of one player in Latin letters, or looks like it, or has no Latin letter at all.
const NAMES = [
  'Иван Mahomes',
  'Mahomes Иван',
  '漢字mahomes',
  '漢字 Mahomes',
  'Mаhomes',
  'Pаtrick Mahomes',
  'Patrick Μahomes',
  'Mahomes محمد',
  'محمد صلاح',
  '손흥민',
  '한국mahomes',
  'ि Mahomes',
  '🅿🅰🆃 Mahomes',
  'Mahomes ٢',
  '李',
  'Γιάννης',
];

const nfl = { league: 'nfl' };

let upstream: FakeUpstream;
let api: TestApi;

beforeEach(() => {
  upstream = createFakeUpstream();
  api = createTestApi({ upstream, clock: createFakeClock() });
});

describe.each(NAMES)('%s', (name) => {
  it('means nobody in a search, and asks the provider nothing', async () => {
    const { status, json } = await api.get(ROUTE.search, nfl, { name });
    expect(status).toBe(200);
    expect(json).toMatchObject({ query: name, match: 'none', players: [], searched: 'nowhere' });
    expect(upstream.asked()).toEqual([]);
  });

  it('means nobody with a hint that fits the player', async () => {
    const { status, json } = await api.get(ROUTE.search, nfl, { name, team: 'KC', position: 'QB' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ match: 'none', players: [] });
  });

  it('is not found in a batch, beside those who are', async () => {
    const { status, json } = await api.post(ROUTE.statsBatch, nfl, { names: [name, 'Patrick Mahomes'], season: 2024 });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      results: [{ status: 'not-found', searched: 'nowhere', suggestions: [] }, { status: 'ok' }],
    });
  });

  it('is not found in a comparison', async () => {
    const players = `${name},3139477`;
    const { status, json } = await api.get(ROUTE.compare, nfl, { players, season: '2024' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ players: [{ query: name, status: 'not-found' }, { status: 'ok' }] });
  });
});

it.each(['KС', 'КC', 'KC漢', 'Kansas City Чифс', 'Чифс', 'チーフス', 'Chiefsि'])(
  'the team %s is nobody, although letters of it name one',
  async (team) => {
    const { status, json } = await api.get(ROUTE.roster, { ...nfl, team });
    expect(status).toBe(404);
    expect(json).toMatchObject({ code: 'team-not-found' });
    const hinted = await api.get(ROUTE.search, nfl, { name: 'Patrick Mahomes', team });
    expect(hinted.status).toBe(404);
    expect(hinted.json).toMatchObject({ code: 'team-not-found', field: 'team' });
  },
);

it.each(['KC\u200b', '\u200eChiefs', 'Kansas\u00ad City'])(
  'the team %j is one, although nobody sees all of it',
  async (team) => {
    expect((await api.get(ROUTE.roster, { ...nfl, team })).status).toBe(200);
  },
);
