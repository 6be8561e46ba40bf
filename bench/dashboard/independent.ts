import type { UsageAnswer, UsagePopularAnswer } from '../../lib/http/answers/index.ts';
import type { Tally } from './tally.ts';

export interface Counted {
  readonly tally: Tally;
  /** That the provider has had. */
  readonly providerCalls: number;
}

/** Compares the answers with what was counted beside them; a line for each difference. */
export const compareCounts = (
  usage: UsageAnswer,
  popular: UsagePopularAnswer,
  { tally, providerCalls }: Counted,
): readonly string[] => {
  const { questions } = usage.totals;
  const pairs: (readonly [string, number | undefined, number])[] = [
    ['questions', questions.total, tally.questions],
    ...(['l1', 'l2', 'l3'] as const).map((tier) => [tier, questions.hits[tier], tally.outcomes[tier]] as const),
    ['stale', questions.stale, tally.outcomes.stale],
    ['collapsed', questions.collapsed, tally.outcomes.collapsed],
    ['missed', questions.misses, tally.outcomes.misses],
    ['failed', questions.failed, tally.outcomes.failed],
    ['provider calls', usage.provider.calls, providerCalls],
    ['latency of', sumOf(Object.values(usage.latency).map((each) => each.questions)), tally.questions],
  ];
  const byName = new Map(usage.callers.busiest.map((caller) => [caller.name, caller]));
  for (const [name, counts] of tally.callers) {
    pairs.push([`questions of ${name}`, byName.get(name)?.questions, counts.questions]);
    pairs.push([`failed of ${name}`, byName.get(name)?.failed, counts.failed]);
  }
  for (const [player, asked] of tally.players) {
    const [league = '', id] = player.split(':');
    pairs.push([
      `questions about ${player}`,
      popular.leagues[league]?.find((each) => each.id === id)?.questions,
      asked,
    ]);
  }
  return pairs.flatMap(([what, said, counted]) =>
    said === counted ? [] : [`${what}: /v1/usage says ${String(said)}, counted were ${counted}`],
  );
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0);
