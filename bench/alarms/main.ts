import { parseArgs } from 'node:util';
import { buildBundles } from '../../infra/local/stack/stack.ts';
import { templateOf } from '../../test/infra/stack-template.ts';
import { alarmsOf, type TemplateJson } from '../../test/support/alarms/alarm-definitions.ts';
import { hasFired } from '../../test/support/alarms/alarm-states.ts';
import { PROVIDER_CHANGED, REDIS_LIMIT } from '../../test/support/alarms/rare-scenarios.ts';
import {
  BLOCKED,
  BUDGET_SPENT,
  CRASHES,
  findPlayers,
  SLOW,
  STORES_OUT,
  TABLE_THROTTLED,
  type Scenario,
} from '../../test/support/alarms/scenarios.ts';
import { startWatchedStack, type WatchedStack, type WrittenLine } from '../../test/support/alarms/watched-stack.ts';
import { GENEROUS_LIMITS } from '../../test/support/generous-limits.ts';

const USAGE = `Usage: npm run bench -- alarms

  Each fault of docs/runbook.md on a local stack of its own: which alarms fire for it, and what an operator sees in the
  log, in /v1/usage/events and in /v1/admin/health when it is over. Four minutes on an idle machine.
  --only ALARM   the faults that this alarm is to fire for
`;

const SMALL_BUDGET = 60;
const FAULTS: readonly (readonly [Scenario, dailyBudget?: number])[] = [
  [BLOCKED],
  [CRASHES],
  [SLOW],
  [TABLE_THROTTLED],
  [BUDGET_SPENT, SMALL_BUDGET],
  [STORES_OUT],
  [REDIS_LIMIT],
  [PROVIDER_CHANGED],
];

const { values } = parseArgs({
  options: { only: { type: 'string' }, help: { type: 'boolean', default: false } },
});
const template = templateOf({ upstashSecret: 'statline/upstash' }).toJSON() as TemplateJson;

const walk = async (watched: WatchedStack, scenario: Scenario): Promise<boolean> => {
  const players = await findPlayers(watched);
  const from = watched.clock.now();
  const before = watched.lines.length;
  await scenario.drive(watched, players);
  const window = { from, until: watched.clock.now() };
  const fired = [...alarmsOf(template).values()].filter((alarm) => hasFired(alarm, watched.metrics, window));
  const names = fired.map(({ name }) => name);
  process.stdout.write(`\n${scenario.name}\n  alarms: ${names.join(', ')}\n`);
  for (const [line, count] of grouped(watched.lines.slice(before))) process.stdout.write(`  log: ${count} × ${line}\n`);
  const { json: told } = await watched.ask('/v1/usage/events?hours=2');
  const { events } = told as { readonly events: readonly object[] };
  for (const event of events) process.stdout.write(`  event: ${JSON.stringify(event)}\n`);
  const { json: health } = await watched.ask('/v1/admin/health');
  process.stdout.write(`  health: ${JSON.stringify(health)}\n`);
  return scenario.fires.every((name) => names.includes(name));
};

const SHOWN = [
  'from',
  'message',
  'status',
  'problem',
  'reason',
  'served',
  'code',
  'tier',
  'operation',
  'documents',
  'job',
  'outcome',
];

/** Lines that say the same, the most frequent first. */
const grouped = (lines: readonly WrittenLine[]): readonly (readonly [string, number])[] => {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const said = SHOWN.map((name) => line[name]).filter(
      (value) => typeof value === 'string' || typeof value === 'number',
    );
    const text = said.join(' ');
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
};

if (values.help) process.stdout.write(USAGE);
else {
  const bundles = await buildBundles({ log: () => undefined });
  try {
    for (const [scenario, dailyBudget] of FAULTS) {
      if (values.only !== undefined && !scenario.fires.includes(values.only)) continue;
      const variables = { LEAGUES: 'nfl', ...GENEROUS_LIMITS };
      const budget = dailyBudget === undefined ? {} : { dailyBudget };
      const watched = await startWatchedStack({ bundles, template, variables, ...budget });
      try {
        if (!(await walk(watched, scenario))) process.exitCode = 1;
      } finally {
        await watched.close();
      }
    }
  } finally {
    await bundles.close();
  }
}
