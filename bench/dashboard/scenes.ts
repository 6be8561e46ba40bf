import { createSpender } from '../../infra/local/scenes/spender.ts';
import { espnVariables, TABLE_NAME } from '../../infra/local/stack/variables.ts';
import { ENV } from '../../lib/config.ts';
import type { Dashboard } from './dashboard.ts';
import type { Stage } from './stage.ts';

/** What goes wrong, and what the page then says. */
export interface Scene {
  readonly name: string;
  /** Of the page's text, after one refresh. */
  readonly shows: readonly RegExp[];
  bring(stage: Stage, dashboard: Dashboard): Promise<void>;
  /** As it was before. */
  end?(stage: Stage): Promise<void> | void;
}

const MINUTE_MS = 60_000;
const TEAMS = ['MIA', 'SEA', 'PIT', 'DEN', 'CLE'] as const;

export const SCENES: readonly Scene[] = [
  {
    name: 'a trade is purged',
    shows: [/NFL purged: .*directory, team:9, team:12, .*\(players moved\)/],
    async bring(stage) {
      stage.stack.upstream?.trade({ league: 'nfl', name: 'Micah Parsons', to: 'KC' });
      stage.clock.advance(11 * MINUTE_MS);
      await stage.runSchedules();
    },
  },
  {
    name: 'an operator purges a team',
    shows: [/Purged team:12, directory/, /NFL purged: team:12, directory \(asked for by operator\)/],
    async bring(_, { page }) {
      await page.getByLabel('Name, abbreviation or id').fill('KC');
      await page.getByRole('button', { name: 'Purge', exact: true }).click();
      await page.locator('#purge-result .state').waitFor();
    },
  },
  {
    name: 'an operator purges a player by name',
    shows: [/Purged player:3139477/, /NFL purged: player:3139477.*\(asked for by operator\)/],
    async bring(_, { page }) {
      await page.locator('#purge-kind').selectOption('player');
      await page.locator('#purge-name').fill('Patrick Mahomes');
      await page.getByRole('button', { name: 'Purge', exact: true }).click();
      await page.locator('#purge-result .state.good').filter({ hasText: 'player:' }).waitFor();
    },
  },
  {
    name: 'an operator warms a league',
    shows: [/Loaded \d+ of \d+ documents/, /NFL warmed: loaded \d+ of \d+ documents/],
    async bring(_, { page }) {
      await page.locator('#warm-league').selectOption('nfl');
      await page.getByRole('button', { name: 'Warm', exact: true }).click();
      await page.locator('#warm-result .state').waitFor();
    },
  },
  {
    name: 'Redis is out',
    shows: [/It needs you\./, /Redis does not answer: questions are answered without it/],
    bring({ stack, clock }) {
      stack.redis.setOut(true);
      // What is known of the tiers is remembered for five seconds.
      clock.advance(MINUTE_MS / 6);
      return Promise.resolve();
    },
    end: ({ stack, clock }) => {
      stack.redis.setOut(false);
      clock.advance(2 * MINUTE_MS);
    },
  },
  {
    name: 'the provider refuses every call',
    shows: [
      /It needs you\./,
      /The provider fails for web roster: only what is held is answered of it/,
      /questions of this hour could not be answered/,
      /The provider fails for web roster: it is not asked for them/,
    ],
    async bring(stage) {
      // So that there are rosters that nothing holds.
      await stage.purge('nfl', 'rosters');
      stage.stack.upstream?.configure({ fail: 'html403' });
      for (const team of TEAMS) await stage.ask('discord-bot', `/v1/nfl/teams/${team}/roster`);
      stage.clock.advance(MINUTE_MS / 6);
    },
    async end(stage) {
      stage.stack.upstream?.configure({ fail: 'none' });
      stage.clock.advance(2 * MINUTE_MS);
      await stage.ask('slack-bot', '/v1/nfl/teams/MIA/roster');
      stage.clock.advance(MINUTE_MS);
    },
  },
  {
    name: "the day's calls are spent",
    shows: [/It needs you\./, /The provider calls of the day are spent: until 00:00 UTC only what is held is answered/],
    async bring({ stack, clock }) {
      await spenderOf({ stack, clock }).spendUpTo(1);
      clock.advance(MINUTE_MS);
    },
  },
];

const spenderOf = ({ stack, clock }: Pick<Stage, 'stack' | 'clock'>) =>
  createSpender({
    dynamodb: stack.dynamodb,
    variables: {
      ...espnVariables({ url: stack.upstream?.url ?? '', label: 'simulated-1' }),
      [ENV.tableName]: TABLE_NAME,
    },
    clock,
  });

/** What of the scene the page does not show after a refresh. */
export const playScene = async (scene: Scene, stage: Stage, dashboard: Dashboard): Promise<readonly string[]> => {
  await scene.bring(stage, dashboard);
  await dashboard.refresh();
  const text = ((await dashboard.page.locator('main').textContent()) ?? '').replaceAll('\u202f', ' ');
  return scene.shows.filter((pattern) => !pattern.test(text)).map((pattern) => `it does not say ${String(pattern)}`);
};
