import { expect, it } from 'vitest';
import { gameSteps } from '../../../../bench/scenarios/season-week/game-steps.ts';
import { watchGames } from '../../../../bench/scenarios/season-week/game-watch.ts';
import { GAME_DAYS } from '../../../../bench/scenarios/season-week/plan.ts';
import { hours, minutes } from '../../../../lib/cache/index.ts';
import { currentReason, runWithReason, type LoadReason } from '../../../../lib/ledgers/load-reason.ts';
import type { PlayerId } from '../../../../lib/sports/model/index.ts';
import { createEspnUpstream } from '../../../../lib/upstreams/espn/upstream.ts';
import type { Seen } from '../../../support/ask.ts';
import { createDomain } from '../../../support/domain.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createMemorySharedTier } from '../../../support/memory-shared-tier.ts';
import { askJson, at, HONEST, list, rosterOf, simulate, text } from '../../../simulators/espn/support.ts';

const TEAMS = ['BUF', 'CIN', 'PHI', 'GB', 'SF', 'MIA', 'DEN', 'KC', 'DAL'];
const SEASON = 2026;

// Two of those who watch run here: the steps of the scenario, and a bot that asks for lines every half an hour. What the
// scenario adds is the deployment: eight environments, the warmer's own plan, and what people ask about.
it('the games of two days with mishaps are told right, in one process', async () => {
  const clock = createFakeClock(GAME_DAYS.from);
  const espn = await simulate({ clock, seed: GAME_DAYS.seed });
  const calls = new Map<LoadReason, number>();
  const upstream = createEspnUpstream({
    ...{ siteUrl: espn.url, webUrl: espn.url, coreUrl: espn.url, partnersUrl: espn.url },
    userAgent: HONEST,
    admit: () => {
      const reason = currentReason();
      calls.set(reason, (calls.get(reason) ?? 0) + 1);
      return Promise.resolve();
    },
  });
  const l2 = createMemorySharedTier('l2', { clock });
  const { cache, resources, drain } = createDomain({
    upstream,
    clock,
    shared: [l2],
    isAskedAbout: () => Promise.resolve(true),
  });
  const players = await Promise.all(
    TEAMS.map(async (team) => {
      const roster = await askJson(espn, `/apis/site/v2/sports/football/nfl/teams/${team}/roster`);
      const quarterback = rosterOf(roster).find((each) => at(each, 'position.abbreviation') === 'QB');
      return { id: text(quarterback, 'id'), name: text(quarterback, 'displayName'), team };
    }),
  );
  const readLive = async (reason: LoadReason) => {
    const answer = await runWithReason(reason, () => cache.read(resources.live('nfl')));
    await drain();
    return answer;
  };
  const lineOf = async (id: string) => {
    const of = { league: 'nfl', id: id as PlayerId, type: 'regular', name: 'One of them' } as const;
    const answer = await cache.read(resources.statLine(of, SEASON));
    await drain();
    return answer;
  };
  const seen = (json: unknown, age: number): Seen => ({
    ...{ status: 200, json, from: null },
    headers: new Headers({ age: String(Math.floor(age / 1000)) }),
  });
  const ask = async (path: string): Promise<Seen> => {
    const [, id] = /players\/(\d+)\/stats/.exec(path) ?? [];
    const answer = id === undefined ? await readLive('ask') : await lineOf(id);
    if (answer.kind !== 'value') throw new Error(`Nothing at ${path}`);
    return seen(answer.value(), clock.now() - answer.entry.loadedAt);
  };

  const games = watchGames({ stepper: { ask }, environments: 1, players, season: SEASON });
  const steps = [...gameSteps({ upstream: espn, games, plan: GAME_DAYS })];
  const end = GAME_DAYS.from + hours(GAME_DAYS.days * 24) - minutes(1);
  for (let time = GAME_DAYS.from; time < end; time += minutes(5)) {
    steps.push({
      at: time,
      run: async () => {
        await readLive('warm');
      },
    });
  }
  for (let time = GAME_DAYS.from; time < end; time += minutes(30)) {
    steps.push({
      at: time,
      run: async () => {
        await Promise.all(players.map(({ id }) => lineOf(id)));
      },
    });
  }
  for (const step of steps.toSorted((a, b) => a.at - b.at)) {
    clock.advance(Math.max(0, step.at - clock.now()));
    await step.run();
  }
  expect(games.faults).toEqual([]);
  expect(games.counts()).toMatchObject({ finals: 13 });
  // From the turn of the week to the end of Monday's game, every five minutes or when somebody asks for the games.
  const follow = calls.get('follow') ?? 0;
  expect(follow).toBeGreaterThanOrEqual(18);
  expect(follow).toBeLessThanOrEqual(30);
  expect(list(await askJson(espn, '/apis/site/v2/sports/football/nfl/scoreboard'), 'events').length).toBeGreaterThan(0);
}, 120_000);
