import type { Answers, ServedCounts, UsageBudget, UsageCounts } from '../../../lib/http/answers/index.ts';
import type { Block } from '../blocks.ts';
import { listText, moment, numberText } from './parts.ts';

export const usage = ({
  scope,
  from,
  to,
  totals,
  provider,
  leagues,
  budget,
  fieldsGone,
}: Answers['usage']): readonly Block[] => [
  { kind: 'title', text: `${from} to ${to} UTC${scope === 'table' ? '' : ': this environment alone'}` },
  {
    kind: 'table',
    columns: ['', '>questions', '>fresh', '>stale', '>missed', '>joined', '>failed', '>entries', '>hit ratio'],
    rows: [['all', totals] as const, ...Object.entries(leagues)].map(([name, counts]) => [name, ...served(counts)]),
  },
  {
    kind: 'fields',
    fields: [
      ['calls saved', numberText(totals.callsSaved)],
      [
        'calls made',
        listText([
          numberText(provider.calls),
          ...Object.entries(provider.byCause).map(([cause, calls]) => `${cause} ${numberText(calls)}`),
        ]),
      ],
      [
        'refused',
        provider.refused === 0 ? null : `${numberText(provider.refused)} calls that the budget did not allow`,
      ],
      [
        'provider',
        fieldsGone === null || fieldsGone.length === 0
          ? null
          : `lacks ${listText(fieldsGone.map(({ documents, field }) => `${field} of ${documents}`))}`,
      ],
      ['budget', budget === null ? 'cannot be read now' : budgetText(budget)],
    ],
  },
];

const served = ({ questions, entries, hitRatio }: UsageCounts): readonly string[] => [
  numberText(questions.total),
  numberText(fresh(questions)),
  ...[questions.stale, questions.misses, questions.collapsed, questions.failed].map(numberText),
  numberText(fresh(entries) + entries.stale + entries.misses + entries.collapsed + entries.failed),
  hitRatio === null ? '-' : `${(hitRatio * 100).toFixed(1)} %`,
];

const fresh = ({ hits }: ServedCounts): number => Object.values(hits).reduce((sum, count) => sum + count, 0);

const budgetText = ({ provider, plan, spent, resetsAt }: UsageBudget): string =>
  listText([
    `${numberText(spent.day)} of ${numberText(plan.perDay)} calls of ${provider} today`,
    plan.perMinute === undefined ? null : `${numberText(spent.minute)} of ${numberText(plan.perMinute)} this minute`,
    `again from ${moment(resetsAt)}`,
  ]);

export const health = ({ status, tiers, upstream }: Answers['health']): readonly Block[] => [
  {
    kind: 'fields',
    fields: [
      ['status', status],
      ['tiers', tiers.join(', ')],
      ['provider', `${upstream.name} (${upstream.label})`],
    ],
  },
];
