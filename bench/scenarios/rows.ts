import type { Stack } from '../../infra/local/stack/stack.ts';
import { ask } from '../../test/support/ask.ts';
import { famousFirst, zipf } from './players.ts';
import type { Stepper } from './stepper.ts';

/** One line of the table: what is asked of the running stack, and how many provider calls that may cost. */
export interface Scenario {
  readonly name: string;
  /** Provider calls of a bot without a cache, and of a cache for each process. */
  readonly noCache: number;
  readonly processCache: number | undefined;
  readonly most: number;
  /** Redis commands that it may cost, all in. */
  readonly mostCommands?: number;
  readonly environments: number;
  /** Goes on with the environments and tiers that the scenario before it left. */
  readonly continues?: boolean;
  /** Begins at this moment, epoch milliseconds, with the schedules running as it is stepped on; by default no time passes. */
  readonly day?: number;
  run(stack: Stack, stepper: Stepper): Promise<void>;
}

const SEASON = 2025;
const USERS = 1000;
// A Wednesday in the season: nobody plays.
const CALM_DAY = Date.UTC(2026, 10, 4);
const DAY = 86_400_000;
const PAIR = ['Patrick Mahomes', 'Justin Jefferson'];
// Names that one player bears: two bearers cost their documents too, to find out which of them is active.
const TEN = [
  ...PAIR,
  'Josh Allen',
  'Joe Burrow',
  "Ja'Marr Chase",
  'Saquon Barkley',
  'Derrick Henry',
  'Micah Parsons',
  'T.J. Watt',
  'A.J. Brown',
];

export const SCENARIOS: readonly Scenario[] = [
  {
    name: '1 user, 2 players, cold',
    noCache: 34,
    processCache: 34,
    most: 4,
    environments: 8,
    run: (stack) => question(stack, PAIR),
  },
  {
    name: 'the same again',
    noCache: 34,
    processCache: 2,
    most: 0,
    environments: 8,
    continues: true,
    run: (stack) => question(stack, PAIR),
  },
  {
    name: '100 users, the same 2 players, at once, 8 cold, frozen environments',
    noCache: 3400,
    processCache: 34,
    most: 4,
    environments: 8,
    run: async (stack) => {
      await Promise.all(Array.from({ length: 100 }, () => question(stack, PAIR)));
    },
  },
  {
    name: '100 users, 10 unique players',
    noCache: 17_000,
    processCache: 340,
    most: 20,
    environments: 8,
    run: async (stack) => {
      for (let user = 0; user < 100; user += 1) await question(stack, TEN);
    },
  },
  {
    name: '1,000 users over a day without games, 20 of 200 players each, skewed',
    noCache: 340_000,
    processCache: undefined,
    // Warming included.
    most: 299,
    // 1.1 for each of its 20,000 questions.
    mostCommands: 22_000,
    environments: 8,
    day: CALM_DAY,
    run: async (stack, stepper) => {
      const names = (await famousFirst(stack)).slice(0, 200).map(({ name }) => name);
      const draw = zipf(names);
      for (let user = 0; user < USERS; user += 1) {
        // After the first warm run.
        await stepper.to(CALM_DAY + Math.floor(((user + 1) * DAY) / (USERS + 1)));
        await question(stack, draw(20), { season: 2026, environment: 1 + (user % 8) });
        await stack.workOffQueue();
      }
      await stepper.to(CALM_DAY + DAY - 1);
    },
  },
];

interface How {
  readonly season?: number;
  readonly environment?: number;
}

const question = async (
  { url }: Stack,
  names: readonly string[],
  { season = SEASON, environment }: How = {},
): Promise<void> => {
  const { status, json } = await ask(`${url}/v1/nfl/players/stats`, {
    body: { names, season },
    ...(environment !== undefined && { environment }),
  });
  if (status !== 200) throw new Error(`A question was answered ${status}`);
  const { results } = json as { readonly results: readonly { readonly status: string }[] };
  const lost = results.filter((result) => result.status === 'unavailable');
  if (lost.length > 0) throw new Error(`${lost.length} of ${names.length} players were unavailable`);
};
