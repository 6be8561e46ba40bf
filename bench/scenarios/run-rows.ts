import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { SCENARIOS, type Scenario } from './rows.ts';
import { createStepper, type Stepper } from './stepper.ts';
import { tableOf } from './table.ts';

// A tier that times out gives no lease, and then each environment loads for itself. These are counts of a deployment
// whose tiers answer; eight processes that start at once on two cores keep theirs waiting.
const PATIENT = { [ENV.redisTimeout]: '5000', [ENV.tableTimeout]: '5000' };

interface Measured {
  readonly scenario: Scenario;
  readonly calls: number;
  readonly redisCommands: number;
}

interface Open {
  readonly stack: Stack;
  readonly stepper: Stepper;
}

/** Prints a row for each scenario; answers whether all stayed below their bounds. */
export const runRows = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const measured: Measured[] = [];
  let open: Open | undefined;
  try {
    for (const scenario of SCENARIOS) {
      if (open === undefined || scenario.continues !== true) {
        await open?.stack.close();
        open = await start(bundles, scenario);
      }
      const { stack, stepper } = open;
      stack.upstream?.reset();
      const before = stack.redis.commands();
      await scenario.run(stack, stepper);
      const calls = stack.upstream?.calls().total ?? Number.NaN;
      measured.push({ scenario, calls, redisCommands: stack.redis.commands() - before });
    }
  } finally {
    await open?.stack.close();
  }
  print(`Provider calls, counted at the simulated provider:\n\n${rowsTable(measured)}\n`);
  return measured.every(isMet);
};

const start = async (bundles: Bundles, { environments, day }: Scenario): Promise<Open> => {
  const clock = createStackClock({ start: day });
  // A provider far enough away that simultaneous questions overlap; environments frozen between invocations.
  const stack = await startStack({
    bundles,
    environments,
    latency: day === undefined ? 50 : 0,
    freeze: true,
    variables: { ...PATIENT, ...(day !== undefined && { LEAGUES: 'nfl' }) },
    ...(day !== undefined && { clock, refreshing: 'stepped' as const }),
  });
  return { stack, stepper: createStepper({ stack, clock }) };
};

const isMet = ({ scenario, calls, redisCommands }: Measured): boolean =>
  calls <= scenario.most && redisCommands <= (scenario.mostCommands ?? Number.POSITIVE_INFINITY);

const rowsTable = (measured: readonly Measured[]): string =>
  tableOf(
    ['scenario', 'no cache', 'original plan', 'at most', 'measured', 'Redis commands', ''],
    measured.map((row) => {
      const { scenario, calls, redisCommands } = row;
      const { name, noCache, processCache, most, mostCommands } = scenario;
      const commands = mostCommands === undefined ? redisCommands : `${redisCommands} of ${mostCommands}`;
      return [name, noCache, processCache, most, calls, commands, isMet(row) ? 'met' : 'SHORT'];
    }),
  );
