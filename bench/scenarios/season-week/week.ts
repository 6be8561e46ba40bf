import type { Bundles, Stack } from '../../../infra/local/stack/stack.ts';
import { TEAMS } from '../players.ts';
import { dayOf, type Stepper } from '../stepper.ts';
import { movesOf, watchMoves, type MoveWatch } from './deadline-day.ts';
import { gameDays } from './game-days.ts';
import { gameSteps } from './game-steps.ts';
import { watchGames, type GameWatch } from './game-watch.ts';
import { questionsOf, type Question } from './questions.ts';
import { watchHoles, type HoleWatch } from './holes.ts';
import { WEEK, type Step, type WeekPlan } from './plan.ts';
import { HOUR, MINUTE, openSeason } from './season.ts';
import { createTally, type Tally } from './tally.ts';

/** The purger's interval, and the window within which a purge is seen by every environment on such a day. */
export const TOLD_WITHIN = 10 * MINUTE + 5000;

export interface WeekResult {
  readonly plan: WeekPlan;
  readonly stack: Stack;
  readonly stepper: Stepper;
  readonly questions: readonly Question[];
  /** What users asked, by kind; and with it what the scenario itself asked. */
  readonly tally: Tally;
  readonly everything: Tally;
  readonly watch: MoveWatch;
  readonly games: GameWatch;
  readonly holes: HoleWatch;
  /** ISO days on which a game is played. */
  readonly gameDays: ReadonlySet<string>;
}

/** A week in the NFL's season, stepped through. The caller closes the stack. `onDay` is told of each day as it begins. */
export const runWeek = async (
  bundles: Bundles,
  plan: WeekPlan = WEEK,
  onDay: (day: string) => void = () => undefined,
): Promise<WeekResult> => {
  const { seed, environments, from, days, season } = plan;
  const tally = createTally();
  const everything = createTally();
  const { stack, stepper, players } = await openSeason(bundles, {
    from,
    onSeen: (seen) => everything.add('any', seen),
  });
  try {
    const watch = watchMoves({ stepper, environments });
    const games = watchGames({ stepper, environments, players, season });
    // Before anybody moves.
    const until = Math.min(from + days * 24 * HOUR, plan.tradesFrom);
    const holes = watchHoles({ upstream: simulatedOf(stack), stepper, environments, players, until });
    const playedDays = await gameDays(stack, from, days);
    const questions = questionsOf({ seed, count: plan.questions, from, days, environments, players, season });
    const moves = movesOf({
      seed,
      players,
      teams: TEAMS,
      count: plan.trades,
      from: plan.tradesFrom,
      until: plan.deadline,
    });
    const steps: readonly Step[] = [
      ...questions.map(({ at, path, kind, environment }) => ({
        at,
        run: async () => {
          const seen = await stepper.ask(path, { environment });
          tally.add(kind, seen);
          watch.see(seen, path);
        },
      })),
      ...moves.flatMap((move) => [
        // Everybody has the old team in memory when it is no longer true.
        { at: move.at - MINUTE, run: () => askEverywhere(stepper, `/v1/nfl/players/${move.player.id}`) },
        {
          at: move.at,
          run: () => {
            stack.upstream?.trade({ league: 'nfl', athleteId: move.player.id, to: move.to });
            return Promise.resolve();
          },
        },
        { at: move.at + TOLD_WITHIN, run: () => watch.check(move) },
      ]),
      ...gameSteps({ upstream: simulatedOf(stack), games, plan }),
      ...holes.steps,
    ];
    let day = '';
    for (const { at, run } of steps.toSorted((a, b) => a.at - b.at)) {
      if (dayOf(at) !== day) onDay((day = dayOf(at)));
      await stepper.to(at);
      await run();
    }
    // Usage is kept by the hour, and its answer goes back a week: not over midnight.
    await stepper.to(from + days * 24 * HOUR - MINUTE);
    return { plan, stack, stepper, questions, tally, everything, watch, games, holes, gameDays: playedDays };
  } catch (error) {
    await stack.close();
    throw error;
  }
};

const simulatedOf = ({ upstream }: Stack): NonNullable<Stack['upstream']> => {
  if (upstream === undefined) throw new Error('Scenarios run against the simulated provider');
  return upstream;
};

const askEverywhere = async (stepper: Stepper, path: string): Promise<void> => {
  for (let environment = 1; environment <= WEEK.environments; environment += 1)
    await stepper.ask(path, { environment });
};
