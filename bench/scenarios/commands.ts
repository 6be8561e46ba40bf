import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { startStack, type Bundles } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { ask } from '../../test/support/ask.ts';
import { CAUSES, createTally, type Cause, type Tally } from './commands/tally.ts';
import { startRecorder } from './operations/recorder.ts';
import { famousFirst, zipf } from './players.ts';
import { tableOf } from './table.ts';

// What a question comes to in Redis commands, as Upstash bills them, and what each of them is for.

const HOUR = 3_600_000;
// A Wednesday in the season: nobody plays.
const CALM_DAY = Date.UTC(2026, 10, 4);
const SEASON = 2026;
const PLAYERS = 200;
// Commands are counted here, and on two cores a tier that times out would change them.
const PATIENT = { [ENV.redisTimeout]: '5000', [ENV.tableTimeout]: '5000' };

interface Traffic {
  readonly name: string;
  readonly environments: number;
  /** Asked evenly. */
  readonly questions: number;
  /** Milliseconds from one question to the next. */
  readonly every: number;
  /** How many come first and are not counted: environments start, and the first warm run loads the league. */
  readonly first: number;
  /** Whose commands are counted as the questions'. */
  readonly causes: readonly Cause[];
  /** Redis commands that a question may come to. */
  readonly most: number;
}

// Stat lines are fresh for an hour: each is due once in what is counted.
const TRAFFIC: readonly Traffic[] = [
  {
    name: 'dense, all in: a question a second in each of eight environments, for an hour',
    environments: 8,
    questions: 33_600,
    every: 125,
    // Of ten minutes: the hourly warm run is in what is counted, once.
    first: 4800,
    causes: CAUSES,
    most: 0.2,
  },
  {
    // What is scheduled costs the same where nobody asks, and has a goal of its own.
    name: 'sparse, without what is scheduled: a question in six minutes to four environments, for a day',
    environments: 4,
    questions: 264,
    every: HOUR / 10,
    first: 24,
    causes: ['question', 'queue'],
    most: 2.2,
  },
];

/** Prints what each command was for; answers whether a question came to no more than it may. */
export const runCommands = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  let isGood = true;
  for (const traffic of TRAFFIC) {
    const tally = createTally();
    await live(bundles, traffic, tally);
    const { name, questions, first, causes, most } = traffic;
    const each = causes.reduce((sum, cause) => sum + tally.sum(cause), 0) / (questions - first);
    isGood &&= each <= most;
    const verdict = each <= most ? 'met' : 'SHORT';
    print(`Redis commands, ${name}: ${each.toFixed(3)} a question, at most ${most}: ${verdict}\n\n`);
    print(`${commandsTable(tally)}\n`);
  }
  return isGood;
};

/** One player's line after the other, of all the popular ones, from environments in turn; the schedules run meanwhile. */
const live = async (
  bundles: Bundles,
  { environments, questions, every, first }: Traffic,
  tally: Tally,
): Promise<void> => {
  const recorder = await startRecorder({ note: tally.note });
  const clock = createStackClock({ start: CALM_DAY });
  const stack = await startStack({
    bundles,
    environments,
    freeze: true,
    clock,
    refreshing: 'stepped',
    variables: { ...PATIENT, LEAGUES: 'nfl', [ENV.redisUrl]: recorder.url },
  });
  recorder.passTo(stack.redis.url);
  const runDue = async (until: number): Promise<void> => {
    while (stack.schedules.next() <= until) {
      clock.set(stack.schedules.next());
      for (const { rule, run } of stack.schedules.due()) {
        tally.under(rule === 'warm' ? 'warm' : 'purge');
        await run();
        tally.under('queue');
        await stack.workOffQueue();
      }
    }
    clock.set(until);
  };
  try {
    const draw = zipf((await famousFirst(stack)).slice(0, PLAYERS));
    for (let question = 0; question < questions; question += 1) {
      if (question === first) tally.reset();
      await runDue(CALM_DAY + (question + 1) * every);
      const [player] = draw(1);
      const path = `/v1/nfl/players/${player?.id ?? ''}/stats?season=${SEASON}`;
      tally.under('question');
      const { status } = await ask(stack.url + path, { environment: 1 + (question % environments) });
      if (status !== 200) throw new Error(`${path} was answered ${status}`);
      tally.under('queue');
      await stack.workOffQueue();
    }
  } finally {
    await stack.close();
    await recorder.close();
  }
};

const commandsTable = (tally: Tally): string => {
  const rows = [...tally.counts()].map(([kind, counts]) => [kind, ...CAUSES.map((cause) => counts[cause])] as const);
  const sums = ['all', ...CAUSES.map((cause) => tally.sum(cause))];
  return tableOf(['', ...CAUSES], [...rows.sort(([, a = 0], [, b = 0]) => b - a), sums]);
};
