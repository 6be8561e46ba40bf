import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { startStack, type Bundles } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { ask } from '../../test/support/ask.ts';
import { CAUSES, createTally, type Tally } from './commands/tally.ts';
import { startRecorder } from './operations/recorder.ts';
import { famousFirst, zipf } from './players.ts';
import { tableOf } from './table.ts';

// What a question comes to in Redis commands, as Upstash bills them, and what each of them is for.

const HOUR = 3_600_000;
// A Wednesday in the season: nobody plays.
const CALM_DAY = Date.UTC(2026, 10, 4);
const SEASON = 2026;
const PLAYERS = 200;
const ENVIRONMENTS = 4;
// Commands are counted here, and on two cores a tier that times out would change them.
const PATIENT = { [ENV.redisTimeout]: '5000', [ENV.tableTimeout]: '5000' };

interface Traffic {
  readonly name: string;
  readonly questions: number;
  /** Milliseconds in which they are asked, evenly. */
  readonly span: number;
  /** How many come first and are not counted: environments start, and the first warm run loads the league. */
  readonly first: number;
  /** Redis commands that a question may come to, with what it leaves in the queue. */
  readonly most: number;
}

const TRAFFIC: readonly Traffic[] = [
  { name: 'dense: a question a second and environment', questions: 7200, span: HOUR / 2, first: 2400, most: 0.2 },
  { name: 'sparse: a question in six minutes', questions: 240, span: 24 * HOUR, first: 24, most: 2 },
];

/** Prints what each command was for; answers whether a question came to no more than it may. */
export const runCommands = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  let isGood = true;
  for (const traffic of TRAFFIC) {
    const tally = createTally();
    await live(bundles, traffic, tally);
    const each = (tally.sum('question') + tally.sum('queue')) / (traffic.questions - traffic.first);
    isGood &&= each <= traffic.most;
    print(`Redis commands, ${traffic.name}: ${each.toFixed(2)} a question, at most ${traffic.most}\n\n`);
    print(`${commandsTable(tally)}\n`);
  }
  return isGood;
};

/** One player's line after the other, of all the popular ones, from environments in turn; the schedules run meanwhile. */
const live = async (bundles: Bundles, { questions, span, first }: Traffic, tally: Tally): Promise<void> => {
  const recorder = await startRecorder({ note: tally.note });
  const clock = createStackClock({ start: CALM_DAY });
  const stack = await startStack({
    bundles,
    environments: ENVIRONMENTS,
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
        await stack.workOffQueue();
      }
    }
    clock.set(until);
  };
  try {
    const draw = zipf((await famousFirst(stack)).slice(0, PLAYERS));
    for (let question = 0; question < questions; question += 1) {
      if (question === first) tally.reset();
      await runDue(CALM_DAY + Math.floor(((question + 1) * span) / (questions + 1)));
      const [player] = draw(1);
      const path = `/v1/nfl/players/${player?.id ?? ''}/stats?season=${SEASON}`;
      tally.under('question');
      const { status } = await ask(stack.url + path, { environment: 1 + (question % ENVIRONMENTS) });
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
