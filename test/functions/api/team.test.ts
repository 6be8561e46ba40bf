import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { Game, TeamPage } from '../../../lib/sports/model/index.ts';
import type { TeamRecord } from '../../../lib/sports/upstream/index.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { TEAMS } from '../../support/fake-league.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { gameOf } from '../../support/game.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const KICK_OFF = Date.parse('2024-10-17T17:00Z');
const [KC] = TEAMS;

let clock: FakeClock;
let upstream: FakeUpstream;
let api: TestApi;

beforeEach(() => {
  clock = createFakeClock(KICK_OFF - hours(6));
  upstream = createFakeUpstream();
  api = createTestApi({ upstream, clock, shared: [createMemorySharedTier('l2', { clock, durable: true })] });
});

const game = (state: Game['state'], start = KICK_OFF): Game =>
  gameOf({ id: String(start), start, state, teams: ['12', '9'], detail: '4:01 - 2nd', broadcast: 'CBS' });
const record = (summary: string, nextGame: Game | null = null): TeamRecord => {
  if (KC === undefined) throw new Error('There are no teams');
  return { team: KC, record: summary, standing: '1st in its division', nextGame };
};
const ask = (team: string, league = 'nfl'): Promise<Said> => api.get(ROUTE.team, { league, team });
const page = async (): Promise<TeamPage> => (await ask('KC')).json as TeamPage;
const calls = (): readonly string[] => upstream.asked().filter((call) => call.startsWith('team '));
const live = async (...games: readonly Game[]): Promise<void> => {
  upstream.setGames(games);
  await api.get(ROUTE.live, { league: 'nfl' });
};

describe("a team's page", () => {
  it('tells the team, how it stands and since when, and its next game', async () => {
    upstream.answerWith('team 12', record('9-2', game('pre')));
    const said = await ask('KC');
    const asOf = new Date(clock.now()).toISOString();
    expect(said).toMatchObject({
      status: 200,
      json: {
        league: 'nfl',
        team: { id: '12', name: 'Kansas City Chiefs' },
        record: { summary: '9-2', asOf },
        standing: { summary: '1st in its division', asOf },
        next: { state: 'pre', broadcast: 'CBS', venue: null },
        current: null,
      },
    });
    expect(upstream.asked()).toEqual(['teams nfl', 'team 12']);
    for (const text of ['12', 'KC', 'chiefs', 'kansas-city-chiefs', 'Kansas City']) {
      expect((await ask(text)).json, text).toEqual(said.json);
    }
    expect(upstream.asked()).toEqual([]);
  });

  it('is a 404 for a team that nobody knows, and not offered where the provider has no such document', async () => {
    expect(await ask('999')).toMatchObject({ status: 404, json: { code: 'team-not-found', field: 'team' } });
    expect(await ask('nobody')).toMatchObject({ status: 404, json: { code: 'team-not-found', field: 'team' } });
    upstream = createFakeUpstream({ capabilities: ['live'] });
    api = createTestApi({ upstream, clock });
    expect(await ask('12')).toMatchObject({ status: 501, json: { code: 'not-offered' } });
    expect(upstream.asked()).toEqual([]);
  });

  it('costs one call until its next game ends, however often it is asked for', async () => {
    await live(game('pre'));
    await page();
    expect(calls()).toEqual(['team 12']);
    // Six hours before the game, and three and a half while it is played.
    for (let minute = 0; minute < 9 * 60; minute += 10) {
      clock.advance(minutes(10));
      await live(game(clock.now() < KICK_OFF ? 'pre' : 'in'));
      await page();
    }
    expect(calls()).toEqual([]);
    clock.advance(minutes(10));
    await live(game('post'));
    upstream.answerWith('team 12', record('10-2'));
    expect((await page()).record).toMatchObject({ summary: '10-2' });
    expect(calls()).toEqual(['team 12']);
  });

  it('tells the game that is on, from the games that are held, and the one after it', async () => {
    const after = game('pre', KICK_OFF + hours(7 * 24));
    await live(game('pre'), after);
    upstream.answerWith('team 12', record('9-2', game('pre')));
    expect((await page()).next).toMatchObject({ id: String(KICK_OFF) });
    clock.advance(hours(7));
    await live(game('in'), after);
    const { current, next, record: told } = await page();
    expect({ current, next }).toMatchObject({
      current: { state: 'in', detail: '4:01 - 2nd', broadcast: 'CBS' },
      next: { id: after.id },
    });
    expect(current).not.toHaveProperty('lastOn');
    // The game has not ended: the record is from before none.
    expect(told).toMatchObject({ summary: '9-2' });
  });

  it('never tells how the team stood before its last game', async () => {
    await live(game('pre'));
    await page();
    clock.advance(hours(8));
    await live(game('in'));
    clock.advance(hours(1));
    await live(game('post'));
    // The provider is a few minutes late.
    expect(await page()).toMatchObject({ record: null, standing: null });
    clock.advance(minutes(6));
    expect(await page()).toMatchObject({ record: null, standing: null });
    upstream.answerWith('team 12', record('10-2'));
    clock.advance(minutes(6));
    // Stale for a minute: answered at once, and loaded again.
    await page();
    expect(await page()).toMatchObject({ record: { summary: '10-2' }, standing: { summary: '1st in its division' } });
    upstream.asked();
    clock.advance(minutes(40));
    await live(game('post'));
    expect((await page()).record).toMatchObject({ summary: '10-2' });
  });

  it('tells nothing that is stale from before a game, and keeps the team', async () => {
    await live(game('pre'));
    await page();
    clock.advance(hours(8));
    await live(game('in'));
    clock.advance(hours(1));
    await live(game('post'));
    upstream.answerWith('team 12', undefined);
    upstream.fail(Object.assign(new Error('down'), { code: 'failed' }) as never);
    expect(await page()).toMatchObject({ team: { id: '12' }, record: null, standing: null });
  });
});
