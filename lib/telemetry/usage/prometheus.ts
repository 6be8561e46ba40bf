import type { Latency, UsageAnswer, UsageCounts } from '../../http/answers/index.ts';

/** The type of Prometheus' text format. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

interface Metric {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** The totals as text for those who scrape. Counters run from midnight UTC, when they begin again. */
export const prometheusText = (usage: UsageAnswer): string =>
  metricsOf(usage)
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, type, help, samples }) => {
      const lines = samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}`);
      return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
    })
    .join('');

const labelText = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

/** Keys are named by operators. */
const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const counter = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name: `statline_${name}_total`,
  type: 'counter',
  help,
  samples,
});

const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name: `statline_${name}`,
  type: 'gauge',
  help,
  samples,
});

const metricsOf = (usage: UsageAnswer): readonly Metric[] => {
  const { provider, callers, savings, environments, memory, budget, fieldsGone } = usage;
  const leagues = Object.entries(usage.leagues);
  const ofLeagues = (count: (counts: UsageCounts) => number): readonly Sample[] =>
    leagues.map(([league, counts]) => [{ league }, count(counts)]);
  const outcomes = (of: 'questions' | 'entries'): readonly Sample[] =>
    leagues.flatMap(([league, counts]) => {
      const { hits, stale, misses, collapsed, failed } = counts[of];
      return byLabel('outcome', { ...hits, stale, misses, collapsed, failed }).map(([labels, value]): Sample => [
        { league, ...labels },
        value,
      ]);
    });
  const everybody = [...callers.busiest, { ...callers.others, name: 'others' }];
  const ofCallers = (count: 'questions' | 'failed' | 'calls'): readonly Sample[] =>
    everybody.map((caller) => [{ caller: caller.name ?? '' }, caller[count]]);
  return [
    counter('questions', 'Questions, by how they were answered', outcomes('questions')),
    counter('entries', 'Cached entries that answers were made of', outcomes('entries')),
    counter(
      'loads',
      'Loads that were begun',
      ofLeagues(({ loads }) => loads),
    ),
    counter(
      'load_failures',
      'Loads that failed',
      ofLeagues(({ loadFailures }) => loadFailures),
    ),
    counter(
      'purges',
      'Purges',
      ofLeagues(({ purges }) => purges),
    ),
    counter(
      'body_bytes',
      'Bytes of the bodies that were sent',
      ofLeagues(({ bytes }) => bytes),
    ),
    counter('caller_questions', 'Questions by the name of the key', ofCallers('questions')),
    counter('caller_failures', 'Questions that could not be answered, by the name of the key', ofCallers('failed')),
    counter('caller_calls', 'Provider calls that questions waited for, by the name of the key', ofCallers('calls')),
    counter('answers_within', 'Answers within so many seconds, by where they came from', withinOf(usage.latency)),
    counter('provider_calls', 'Calls to the provider, by why', byLabel('cause', provider.byCause)),
    counter('provider_refused', 'Calls that the budget did not allow', [[{}, provider.refused]]),
    counter('provider_outages', 'Kinds of documents that were found out of order', [[{}, provider.outages.begun]]),
    counter('malformed', 'Loads whose answer could not be read', byLabel('documents', provider.malformed)),
    counter('contradicted', 'Loads whose answer could not be true', byLabel('documents', provider.contradicted)),
    counter('cold_starts', 'Environments that were started', byLabel('function', environments.coldStarts)),
    counter('evictions', 'Entries in memory that made room for others', [[{}, memory.evictions]]),
    gauge('calls_saved', 'Calls saved since midnight UTC, by each model', [
      [{ model: 'original' }, savings.original.saved],
      [{ model: 'careful' }, savings.careful.saved],
    ]),
    gauge(
      'memory_bytes',
      'Bytes that memory holds, on average',
      memory.meanBytes === null ? [] : [[{}, memory.meanBytes]],
    ),
    gauge(
      'field_gone',
      "1 for each field that the provider's documents had and lack now",
      (fieldsGone ?? []).map(({ documents, field }) => [{ documents, field }, 1]),
    ),
    gauge('budget_calls_spent', 'Calls of the day', budget === null ? [] : [[{}, budget.spent.day]]),
    gauge('budget_calls', 'Calls that a day may have', budget === null ? [] : [[{}, budget.plan.perDay]]),
  ];
};

const byLabel = (label: string, counts: Readonly<Record<string, number>>): readonly Sample[] =>
  Object.entries(counts).map(([name, count]) => [{ [label]: name }, count]);

/** Cumulative, with the label that `histogram_quantile` reads. */
const withinOf = (latency: UsageAnswer['latency']): readonly Sample[] =>
  Object.entries(latency).flatMap(([origin, { questions, buckets }]: readonly [string, Latency]) => {
    if (questions === 0) return [];
    let within = 0;
    return buckets.map(({ atMost, questions: inBucket }, index): Sample => {
      within += inBucket;
      const le = index === buckets.length - 1 ? '+Inf' : String(atMost / 1000);
      return [{ origin, le }, within];
    });
  });
