import { tableOf } from '../table.ts';
import type { Verdict } from './verdict.ts';
import type { WeekResult } from './week.ts';

/** The part of /v1/usage that can be counted from outside. */
interface Usage {
  readonly totals: {
    readonly questions: {
      readonly total: number;
      readonly hits: Readonly<Record<string, number>>;
      readonly stale: number;
      readonly misses: number;
      readonly collapsed: number;
    };
  };
  readonly provider: { readonly calls: number; readonly byCause: Readonly<Record<string, number>> };
}

export interface UsageResult {
  readonly table: string;
  readonly verdict: Verdict;
  readonly byCause: Readonly<Record<string, number>>;
}

/** Has every environment hand on its last minute, and compares the sums with those of the headers and the provider. */
export const compareUsage = async ({ stack, stepper, everything, plan }: WeekResult): Promise<UsageResult> => {
  // Of what has been asked up to here: the questions for the usage are none of it.
  const { l1, l2, l3, stale, miss, collapsed } = everything.counts();
  const total = everything.total();
  const calls = [...stepper.calls().values()].flatMap((day) => Object.values(day)).reduce((sum, each) => sum + each, 0);
  let usage: Usage | undefined;
  for (let environment = 1; environment <= plan.environments; environment += 1) {
    const seen = await stepper.ask(`/v1/usage?hours=${plan.days * 24}`, { environment });
    if (seen.status === 200) usage = seen.json as Usage;
  }
  if (usage === undefined) throw new Error('No environment told its usage');
  const { questions } = usage.totals;
  const rows: readonly (readonly [string, number, number])[] = [
    ['questions', total, questions.total],
    ...(
      [
        ['l1', l1],
        ['l2', l2],
        ['l3', l3],
      ] as const
    ).map(([tier, count]) => [`hits of ${tier}`, count, questions.hits[tier] ?? 0] as const),
    ['stale', stale, questions.stale],
    ['misses', miss, questions.misses],
    ['collapsed', collapsed, questions.collapsed],
    ['provider calls', calls, usage.provider.calls],
  ];
  const apart = rows.filter(([, counted, told]) => counted !== told);
  const causes = Object.entries(usage.provider.byCause).map(([cause, count]) => `${cause} ${count}`);
  return {
    table: `${tableOf(['usage', 'counted outside', '/v1/usage'], rows)}provider calls by cause, as it says: ${causes.join(', ')}\n`,
    verdict: {
      promise: 'the usage that is reported, the same as counted at the headers and the provider',
      measured: apart.length === 0 ? 'the same' : apart.map(([name]) => name).join(', ') + ' differ',
      met: apart.length === 0 && stack.queue.depth().visible === 0,
    },
    byCause: usage.provider.byCause,
  };
};
