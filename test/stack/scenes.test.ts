import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import type { SceneName } from '../../infra/local/scenes/scene.ts';
import { SCENES } from '../../infra/local/scenes/scenes.ts';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { ask, type Seen } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';

// What a bot asks in each scene and what it must see, in order: docs/test-your-bot.md.

let bundles: Bundles;
const open: Stack[] = [];
beforeAll(async () => {
  bundles = await realBundles();
});
afterEach(async () => {
  for (const stack of open.splice(0)) await stack.close();
});

const MINUTE = 60_000;

/** A stack on a stepped clock with a scene on, and what a bot of it has seen so far. */
const show = async (name: SceneName) => {
  const clock = createStackClock({ start: SCENES[name].start });
  const stack = await startStack({
    bundles,
    clock,
    environments: 1,
    refreshing: 'stepped',
    variables: { ...GENEROUS_LIMITS, [ENV.leagues]: 'nfl' },
  });
  open.push(stack);
  // A process that starts on a busy machine takes its time, which is not the scene's.
  await expect.poll(async () => (await ask(`${stack.url}/v1/health`)).status, { timeout: 60_000 }).toBe(200);
  const played = await stack.scenes?.play(name);
  const began = Date.parse(played?.began ?? '');
  const story: string[] = [];

  const at = async (minute: number): Promise<void> => {
    clock.set(began + minute * MINUTE);
    await stack.scenes?.settle();
    for (const { done, minute: of } of stack.scenes?.state()?.steps ?? []) expect(done).toBe(of <= minute);
    story.push(`minute ${minute}`);
  };
  const look = async (path: string, detail: (seen: Seen) => string = () => ''): Promise<Seen> => {
    const seen = await ask(`${stack.url}/v1${path}`);
    story.push(`${path}: ${[toldOf(seen), detail(seen)].filter(Boolean).join(', ')}`);
    await stack.workOffQueue();
    return seen;
  };
  /** The scheduled purge, when it is due. */
  const purge = async (): Promise<void> => {
    for (const { rule, run } of stack.schedules.due()) {
      if (rule !== 'purge') continue;
      // On a busy machine its process may not get ready in time, as on AWS: the schedule begins another.
      await expect.poll(async () => (await run()).result.kind, { timeout: 60_000 }).toBe('response');
    }
    await stack.workOffQueue();
  };
  return { stack, story, at, look, purge };
};

/** `loaded`, `held`, `stale`, or a problem's code and reason with the time to wait. */
const toldOf = ({ status, from, headers, json }: Seen): string => {
  if (status !== 200) {
    const { code, reason } = json as { readonly code: string; readonly reason?: string };
    const wait = headers.get('retry-after');
    return [status, code, reason, wait === null ? undefined : `retry-after ${wait}`].filter(Boolean).join(' ');
  }
  if (from === null) return '200';
  if (from.includes('detail=stale')) return 'stale';
  return from.includes('hit; ttl') ? 'held' : 'loaded';
};

const KC = '/nfl/teams/KC/roster';
const BUF = '/nfl/teams/BUF/roster';
const MAHOMES = '/nfl/players/3139477/stats?season=2024';

describe('a bot in the scene', { timeout: 240_000 }, () => {
  it('blocked: has what is held, hears why the rest is not, and everything once the provider is back', async () => {
    const { story, at, look } = await show('blocked');
    await look(KC);
    await look(MAHOMES);
    await at(1);
    await look(KC);
    await look(MAHOMES);
    for (const team of ['BUF', 'DAL', 'MIA', 'GB']) await look(`/nfl/teams/${team}/roster`);
    const probe = ({ json }: Seen): string =>
      (json as { readonly provider: { readonly probe: { readonly outcome: string } } }).provider.probe.outcome;
    await look('/admin/health?probe=provider', probe);
    await at(5.5);
    await look(BUF);
    await look(KC);
    expect(story).toEqual([
      `${KC}: loaded`,
      `${MAHOMES}: loaded`,
      'minute 1',
      `${KC}: held`,
      `${MAHOMES}: held`,
      '/nfl/teams/BUF/roster: 503 upstream-unavailable blocked retry-after 5',
      '/nfl/teams/DAL/roster: 503 upstream-unavailable blocked retry-after 5',
      '/nfl/teams/MIA/roster: 503 upstream-unavailable blocked retry-after 5',
      '/nfl/teams/GB/roster: 503 upstream-unavailable provider-unavailable retry-after 1',
      '/admin/health?probe=provider: 200, refused',
      'minute 5.5',
      `${BUF}: loaded`,
      `${KC}: held`,
    ]);
  });

  it('trade-night: sees the new team everywhere once the purge has run, and none for a player who was waived', async () => {
    const { stack, story, at, look, purge } = await show('trade-night');
    const team = ({ json }: Seen): string =>
      (json as { readonly team: { readonly abbreviation: string } | null }).team?.abbreviation ?? 'no team';
    const among = ({ json }: Seen): string =>
      (json as { readonly players?: readonly { readonly id: string }[] }).players?.some(({ id }) => id === '4361423')
        ? 'among them'
        : 'without';
    const moved = ({ json }: Seen): string =>
      (json as { readonly moves: readonly { readonly text: string }[] }).moves[0]?.text ?? '';
    const window = ({ json }: Seen): string =>
      (json as { readonly leagues: readonly { readonly window: { readonly kind: string } | null }[] }).leagues[0]
        ?.window?.kind ?? 'no window';
    const PARSONS = '/nfl/players/4361423';
    const JEFFERSON = '/nfl/players/4262921';
    await purge();
    // The first question loads all rosters.
    await expect.poll(async () => (await ask(`${stack.url}/v1${PARSONS}`)).status, { timeout: 120_000 }).toBe(200);
    await stack.workOffQueue();
    await look('/leagues', window);
    await look(PARSONS, team);
    await look(JEFFERSON, team);
    await look(KC, among);
    await at(2);
    await look(PARSONS, team);
    await at(10);
    await purge();
    await at(13);
    await look(PARSONS, team);
    await look(KC, among);
    await look('/nfl/moves', moved);
    await look(JEFFERSON, team);
    await at(15);
    await look(JEFFERSON, team);
    await at(20);
    await purge();
    await at(26);
    await look(JEFFERSON, team);
    await look('/nfl/players/justin-jefferson', team);
    // Who of the purged has been loaded again meanwhile is not the story.
    expect(story.map((line) => line.replace(/: (?:loaded|held), /, ': '))).toEqual([
      '/leagues: 200, trade-deadline',
      `${PARSONS}: GB`,
      `${JEFFERSON}: MIN`,
      `${KC}: without`,
      'minute 2',
      `${PARSONS}: GB`,
      'minute 10',
      'minute 13',
      `${PARSONS}: KC`,
      `${KC}: among them`,
      '/nfl/moves: Traded DE Micah Parsons to the Kansas City Chiefs for a conditional draft pick.',
      `${JEFFERSON}: MIN`,
      'minute 15',
      `${JEFFERSON}: MIN`,
      'minute 20',
      'minute 26',
      `${JEFFERSON}: no team`,
      '/nfl/players/justin-jefferson: no team',
    ]);
  });

  it('game-night: sees the game begin, stand still, go on and end', async () => {
    const { stack, story, at, look } = await show('game-night');
    interface Live {
      readonly games: readonly {
        readonly status: string;
        readonly teams: readonly { readonly abbreviation: string }[];
      }[];
    }
    const game = ({ json }: Seen): string =>
      (json as Live).games.find(({ teams }) => teams.some(({ abbreviation }) => abbreviation === 'KC'))?.status ??
      'none';
    const record = ({ json }: Seen): string =>
      (json as { readonly record: { readonly summary: string } }).record.summary;
    const games = ({ json }: Seen): string =>
      String((json as { categories: { passing: { gamesPlayed: number } } }).categories.passing.gamesPlayed);
    const LINE = '/nfl/players/3139477/stats?season=2026';
    const becomes = async (status: string): Promise<void> => {
      // An answer may be stale once: it says so, and the next one is not.
      await expect.poll(async () => game(await ask(`${stack.url}/v1/nfl/live`)), { timeout: 60_000 }).toBe(status);
      story.push(`the game: ${status}`);
    };
    await becomes('in-progress');
    await look('/nfl/teams/KC', record);
    await look(LINE, games);
    await at(22);
    await becomes('suspended');
    await at(38);
    await becomes('in-progress');
    await at(245);
    await becomes('none');
    await look('/nfl/teams/KC', record);
    await look(LINE, games);
    expect(story).toEqual([
      'the game: in-progress',
      '/nfl/teams/KC: loaded, 4-4',
      `${LINE}: loaded, 5`,
      'minute 22',
      'the game: suspended',
      'minute 38',
      'the game: in-progress',
      'minute 245',
      'the game: none',
      '/nfl/teams/KC: loaded, 5-4',
      `${LINE}: loaded, 6`,
    ]);
  });

  it('slow: waits for what is not held as long as it wants, and hears when that is too long', async () => {
    const { story, at, look } = await show('slow');
    const timed = async (path: string): Promise<void> => {
      const began = performance.now();
      await look(path);
      if (performance.now() - began > 2400) story.push('after seconds');
    };
    await look(KC);
    await at(1);
    await look(KC);
    await timed(BUF);
    await look('/nfl/teams/DAL/roster?wait=1');
    await look('/nfl/teams/DAL/roster?wait=1');
    await at(4);
    await timed('/nfl/teams/MIA/roster');
    await look(KC);
    await at(7.5);
    await look('/nfl/teams/MIA/roster');
    expect(story).toEqual([
      `${KC}: loaded`,
      'minute 1',
      `${KC}: held`,
      `${BUF}: loaded`,
      'after seconds',
      '/nfl/teams/DAL/roster?wait=1: 503 still-loading retry-after 1',
      '/nfl/teams/DAL/roster?wait=1: held',
      'minute 4',
      '/nfl/teams/MIA/roster: 503 upstream-unavailable timeout retry-after 5',
      'after seconds',
      `${KC}: held`,
      'minute 7.5',
      '/nfl/teams/MIA/roster: loaded',
    ]);
  });

  it('over-budget: has what is held until midnight, and everything after it', async () => {
    const { story, at, look } = await show('over-budget');
    const spent = ({ json }: Seen): string =>
      String((json as { readonly budget: { readonly spent: { readonly day: number } } }).budget.spent.day);
    await look(KC);
    await at(1);
    await look('/usage', spent);
    await look(BUF);
    await at(3);
    await look('/usage', spent);
    await look(KC);
    await look('/nfl/teams/DAL/roster', ({ headers }) =>
      Number(headers.get('retry-after')) <= 180 ? 'until midnight' : 'later',
    );
    await at(6);
    await look('/nfl/teams/DAL/roster');
    expect(story.map((line) => line.replace(/retry-after 1[678]\d, /, ''))).toEqual([
      `${KC}: loaded`,
      'minute 1',
      '/usage: 200, 17000',
      `${BUF}: loaded`,
      'minute 3',
      '/usage: 200, 20000',
      `${KC}: held`,
      '/nfl/teams/DAL/roster: 503 upstream-unavailable over-budget until midnight',
      'minute 6',
      '/nfl/teams/DAL/roster: loaded',
    ]);
  });

  it('outage: is answered without Redis, and from what is held without the provider', async () => {
    const { stack, story, at, look } = await show('outage');
    const LINE = '/nfl/players/3139477/stats?season=2026';
    const ofTier = ({ from }: Seen): string => (from?.includes('l2; hit') === true ? 'in Redis' : 'elsewhere');
    const tiers = ({ json }: Seen): string =>
      (json as { readonly tiers: readonly { readonly name: string; readonly state: string }[] }).tiers
        .map(({ name, state }) => `${name} ${state}`)
        .join(', ');
    await look(KC);
    await look(LINE);
    await at(2);
    await look(KC);
    await look('/admin/health', tiers);
    await at(6);
    for (const team of ['BUF', 'DAL', 'MIA', 'GB']) await look(`/nfl/teams/${team}/roster`);
    await at(10);
    await look(KC, ofTier);
    await at(75);
    await look(LINE);
    await at(80);
    await look(KC);
    await at(90.6);
    await look(BUF);
    await expect.poll(async () => toldOf(await ask(`${stack.url}/v1${LINE}`)), { timeout: 60_000 }).not.toBe('stale');
    await at(112);
    await look(KC, ofTier);
    expect(story).toEqual([
      `${KC}: loaded`,
      `${LINE}: loaded`,
      'minute 2',
      `${KC}: held`,
      '/admin/health: 200, l2 failed, l3 answered',
      'minute 6',
      '/nfl/teams/BUF/roster: 503 upstream-unavailable failed retry-after 5',
      '/nfl/teams/DAL/roster: 503 upstream-unavailable failed retry-after 5',
      '/nfl/teams/MIA/roster: 503 upstream-unavailable failed retry-after 5',
      '/nfl/teams/GB/roster: 503 upstream-unavailable provider-unavailable retry-after 1',
      'minute 10',
      `${KC}: held, elsewhere`,
      'minute 75',
      `${LINE}: stale`,
      'minute 80',
      `${KC}: held`,
      'minute 90.6',
      `${BUF}: loaded`,
      'minute 112',
      `${KC}: held, in Redis`,
    ]);
  });
});
