import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { Game, TeamId } from '../../../lib/sports/model/index.ts';
import type { ApiEvent } from '../../../functions/api/request/event.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { TEAMS } from '../../support/fake-league.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { gameOf } from '../../support/game.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const KICK_OFF = Date.parse('2024-10-17T17:00Z');
const [KC] = TEAMS;

const asked = (headers: ApiEvent['headers'] = {}): ApiEvent => ({
  routeKey: ROUTE.card,
  headers,
  pathParameters: { league: 'nfl', player: '3139477' },
  isBase64Encoded: false,
});

const scored = (id: string, home: boolean, score: number) => ({
  id: id as TeamId,
  abbreviation: `T${id}`,
  home,
  score,
});
const gameAt = (start: number, state: Game['state']): Game => {
  const teams = [scored('12', true, 21), scored('9', false, 14)];
  return gameOf({ id: String(start), start, state, teams, detail: state === 'in' ? '4:01 - 2nd' : null });
};

/** Two environments before one provider, the second of which keeps nothing that it has made. */
const createWorlds = (clock: FakeClock, maxBytes = 10_000_000) => {
  const upstream = createFakeUpstream();
  upstream.answerWith('teams nfl', { season: 2024, teams: TEAMS });
  const worlds = [false, true].map((keepsNothing) => {
    const shared = [createMemorySharedTier('l2', { clock, durable: true })];
    return createTestApi({ upstream, clock, shared, keepsNothing, maxBytes });
  });
  return { upstream, worlds };
};

const tell = async (upstream: FakeUpstream, worlds: readonly TestApi[], games: readonly Game[], next: Game | null) => {
  upstream.setGames(games);
  upstream.answerWith('team 12', { team: KC, record: '9-2', standing: '1st in its division', nextGame: next });
  for (const api of worlds) await api.get(ROUTE.live, { league: 'nfl' });
};

const states = fc.constantFrom<Game['state']>('pre', 'in', 'post', 'postponed');
const starts = fc.constantFrom(KICK_OFF - hours(24), KICK_OFF, KICK_OFF + hours(2), KICK_OFF + hours(7 * 24));
const game = fc.record({ start: starts, state: states });

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('ask' as const), holds: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('later' as const),
      // They add up to the very moments at which a game begins, and at which something is believed no longer.
      ms: fc.constantFrom(
        -seconds(2),
        1,
        seconds(1),
        minutes(1),
        minutes(10),
        minutes(30),
        hours(1),
        hours(3),
        hours(12),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('tell' as const),
      games: fc.uniqueArray(game, { maxLength: 3, selector: ({ start }) => start }),
      next: fc.option(game),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('purge' as const),
      scope: fc.constantFrom('*', 'rosters', 'stats', 'player:3139477', 'team:12', 'teams'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('hold' as const),
      route: fc.constantFrom<keyof typeof ROUTE>('roster', 'teams', 'games', 'stats'),
    }),
  },
);

describe('what is kept of a card', () => {
  it.each([
    ['with room for it', undefined],
    ['with hardly any', 20_000],
  ])(
    'never shows, whatever games begin and end, and whatever is loaded, purged or expires: %s',
    async (_name, room) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const clock = createFakeClock(KICK_OFF - hours(6));
          const { upstream, worlds } = createWorlds(clock, room);
          let etag = '';
          for (const each of steps) {
            if (each.kind === 'later') clock.advance(each.ms);
            else if (each.kind === 'tell') {
              const games = each.games.map(({ start, state }) => gameAt(start, state));
              await tell(upstream, worlds, games, each.next && gameAt(each.next.start, each.next.state));
            } else if (each.kind === 'purge') {
              for (const api of worlds) await api.post(ROUTE.purge, {}, { league: 'nfl', scope: each.scope });
            } else if (each.kind === 'hold') {
              for (const api of worlds)
                await api.get(ROUTE[each.route], { league: 'nfl', team: '12', player: '3139477' });
            } else {
              const headers: ApiEvent['headers'] = each.holds ? { 'if-none-match': etag } : {};
              const [reply, anew] = await Promise.all(worlds.map((api) => api.raw(asked(headers))));
              expect(reply).toEqual(anew);
              etag = anew?.headers.etag ?? '';
            }
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it('is another one at the moment at which the next game begins', async () => {
    const clock = createFakeClock(KICK_OFF - minutes(40));
    const { upstream, worlds } = createWorlds(clock);
    const [api] = worlds;
    await api?.get(ROUTE.teams, { league: 'nfl' });
    upstream.answerWith('team 12', { team: KC, record: '9-2', standing: null, nextGame: gameAt(KICK_OFF, 'pre') });
    clock.advance(minutes(10));
    const next = async (): Promise<unknown> =>
      (JSON.parse((await api?.raw(asked()))?.body ?? '') as { readonly next: unknown }).next;
    await next();
    expect(await next()).not.toBeNull();
    clock.advance(minutes(30));
    expect(await next()).toBeNull();
  });

  it('is composed once while the clock changes nothing, and its ages go on', async () => {
    const clock = createFakeClock(KICK_OFF - hours(6));
    const { upstream, worlds } = createWorlds(clock);
    await tell(upstream, worlds, [gameAt(KICK_OFF, 'pre')], gameAt(KICK_OFF, 'pre'));
    const [api] = worlds;
    await api?.get(ROUTE.teams, { league: 'nfl' });
    // The card may cost the call for the team's document then.
    clock.advance(minutes(6));
    const ask = async (): Promise<{ readonly body: string; readonly etag: string | undefined }> => {
      const { body = '', headers } = (await api?.raw(asked())) ?? {};
      return { body, etag: headers?.etag };
    };
    await ask();
    const before = await ask();
    clock.advance(seconds(7));
    const after = await ask();
    expect(after.etag).toBe(before.etag);
    expect(before.body).toContain('"player":{"tier":"l1","age":0}');
    expect(after.body).toContain('"player":{"tier":"l1","age":7}');
  });
});
