import { buildBundles, startStack, type Stack } from '../../infra/local/stack/stack.ts';
import { SCENARIOS, type Scenario } from './rows.ts';

// Counts provider calls at the provider, through real environments, clients and tiers. Nothing here is a timing.

interface Measured {
  readonly scenario: Scenario;
  readonly calls: number;
  readonly redisCommands: number;
}

const measure = async (): Promise<readonly Measured[]> => {
  const bundles = await buildBundles({ log: () => undefined });
  const measured: Measured[] = [];
  let stack: Stack | undefined;
  try {
    for (const scenario of SCENARIOS) {
      if (stack === undefined || scenario.continues !== true) {
        await stack?.close();
        // A provider far enough away that simultaneous questions overlap.
        // Frozen between invocations, as Lambda freezes them.
        stack = await startStack({ bundles, environments: scenario.environments, latency: 50, freeze: true });
      }
      stack.upstream?.reset();
      const before = stack.redis.commands();
      await scenario.run(stack);
      const calls = stack.upstream?.calls().total ?? Number.NaN;
      measured.push({ scenario, calls, redisCommands: stack.redis.commands() - before });
    }
  } finally {
    await stack?.close();
    await bundles.close();
  }
  return measured;
};

const number = (count: number | undefined): string => (count === undefined ? '-' : count.toLocaleString('en-US'));

const print = (measured: readonly Measured[]): void => {
  const head = ['scenario', 'no cache', 'original plan', 'at most', 'measured', 'Redis commands', ''];
  const rows = measured.map(({ scenario, calls, redisCommands }) => [
    scenario.name,
    number(scenario.noCache),
    number(scenario.processCache),
    number(scenario.most),
    number(calls),
    number(redisCommands),
    calls <= scenario.most ? 'met' : 'SHORT',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  process.stdout.write(
    `Provider calls, counted at the simulated provider:\n\n${[head, ...rows].map(line).join('\n')}\n\n`,
  );
  for (const { scenario, calls } of measured) {
    if (calls > scenario.most) process.stdout.write(`SHORT: ${scenario.name}: needs ${scenario.needs ?? 'mending'}.\n`);
  }
};

const measured = await measure();
print(measured);
// A row that says what it still lacks may fall short; any other may not.
if (measured.some(({ scenario, calls }) => calls > scenario.most && scenario.needs === undefined)) process.exitCode = 1;
