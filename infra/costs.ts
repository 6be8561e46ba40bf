import { COUNTED_ON } from '../lib/costs/counted.ts';
import { idleCounts, questionCounts, type Deployment, type Schedule } from '../lib/costs/counts.ts';
import {
  dollarsOf,
  FIXED_REDIS,
  ITEMS,
  PRICES,
  PRICES_AS_OF,
  PRICES_REGION,
  sumOf,
  totalOf,
  type Counts,
} from '../lib/costs/prices.ts';
import { countedTable } from './costs/counted-table.ts';
import { markdown } from './costs/markdown.ts';

const QUESTIONS = [0, 10_000, 1_000_000, 100_000_000] as const;
const HEADINGS = ['idle', '10 K', '1 M', '100 M'] as const;

/** What a month costs by the number of questions in it, as a Markdown table. */
export const costTable = ({ redis }: { readonly redis: boolean }): string => {
  const months = QUESTIONS.map((questions) => sumOf(idleCounts({ redis }), questionCounts(questions, { redis })));
  const used = ITEMS.filter((item) => months.some((month) => (month[item] ?? 0) > 0));
  const rows = used.map((item) => {
    const cells = months.map((month) => {
      const count = month[item] ?? 0;
      const free = PRICES[item].free > 0 && count <= PRICES[item].free;
      return `${short(count)}: ${free ? 'free' : money(dollarsOf(item, count))}`;
    });
    return [`${PRICES[item].label} (${PRICES[item].unit})`, ...cells];
  });
  const totals = months.map(totalOf);
  return markdown([
    ['', ...HEADINGS],
    ...rows,
    ['**together, a month**', ...totals.map((total) => `**${money(total)}**`)],
  ]);
};

/** The cost of a month without questions, as a table: with both schedules, and with one. */
export const idleTable = (): string => {
  const row = (label: string, schedule: Schedule): readonly string[] => [
    label,
    ...[false, true].map((redis) => money(totalOf(idleCounts({ redis, ...schedule })))),
  ];
  return markdown([
    ['', 'DynamoDB alone', 'with Upstash'],
    row('as deployed', {}),
    row('`warmMinutes=0`: purging goes on', { warmMinutes: 0 }),
  ]);
};

/** From how many questions a month Upstash's smallest fixed plan costs less than its commands. */
export const fixedPlanFrom = (deployment: Deployment = { redis: true }): number => {
  const commands = (counts: Counts): number => counts.redisCommands ?? 0;
  const idle = commands(idleCounts(deployment));
  const perMillion = commands(questionCounts(1_000_000, deployment));
  const affordable = FIXED_REDIS.dollars / PRICES.redisCommands.dollars;
  return (Math.max(0, affordable - idle) / perMillion) * 1_000_000;
};

/** The prices that the tables are made with. */
export const priceTable = (): string =>
  markdown([
    ['', 'list price', 'free every month'],
    ...ITEMS.map((item) => {
      const { label, dollars, unit, free } = PRICES[item];
      const many =
        dollars < 0.001 ? `$${round(dollars * 1_000_000)} per million ${unit}` : `$${round(dollars)} per ${unit}`;
      return [label, many, free === 0 ? 'none' : `${short(free)} ${unit}`];
    }),
  ]);

const money = (dollars: number): string => (dollars > 0 && dollars < 0.01 ? '< $0.01' : `$${dollars.toFixed(2)}`);

const round = (value: number): string => String(Number(value.toPrecision(4)));

const short = (count: number): string => {
  if (count >= 1_000_000) return `${round(Number((count / 1_000_000).toPrecision(3)))} M`;
  if (count >= 1000) return `${round(Number((count / 1000).toPrecision(3)))} K`;
  return String(Number(count.toPrecision(2)));
};

// Prints what docs/costs.md holds: paste it there.
if (import.meta.main) {
  process.stdout.write(
    [
      `## With DynamoDB alone\n\n${costTable({ redis: false })}`,
      `## With Upstash\n\n${costTable({ redis: true })}`,
      `## Idle\n\n${idleTable()}`,
      `## What was counted (${COUNTED_ON})\n\n${countedTable()}`,
      `## The prices (${PRICES_REGION}, ${PRICES_AS_OF})\n\n${priceTable()}`,
      `Fixed plan from ${short(fixedPlanFrom())} questions a month.`,
      '',
    ].join('\n\n'),
  );
}
