import type { ProviderCounts, ServedCounts, UsageCounts } from '../../http/answers/index.ts';
import { LEAGUES } from '../../sports/leagues.ts';
import type { Amounts } from '../../ledgers/counters.ts';
import { TIERS } from './tiers.ts';

/** Of one league, or of all of them. */
export const sumUsage = (amounts: Amounts, league?: string): UsageCounts => {
  const leagues = league === undefined ? LEAGUES.map(({ id }) => id) : [league];
  const count = (name: string): number => leagues.reduce((sum, id) => sum + (amounts[`${id}.${name}`] ?? 0), 0);
  const served = (prefix: string): ServedCounts => ({
    hits: Object.fromEntries(TIERS.map((tier) => [tier, count(`${prefix}hit.${tier}`)])),
    stale: count(`${prefix}stale`),
    misses: count(`${prefix}miss`),
    collapsed: count(`${prefix}collapsed`),
    failed: count(`${prefix}failed`),
  });
  const questions = served('question.');
  const entries = served('');
  const all = totalOf(entries);
  return {
    questions: { total: totalOf(questions), ...questions },
    entries: { ...entries, absent: count('absent') },
    hitRatio: all === 0 ? null : Number((hitsOf(entries) / all).toFixed(4)),
    callsSaved: hitsOf(entries) + entries.stale + entries.collapsed,
    loads: count('load'),
    loadFailures: count('load-failed'),
    contradictions: count('contradicted'),
    foreseen: { warm: count('foreseen.warm'), predict: count('foreseen.predict') },
    purges: count('purge'),
    bytes: count('bytes'),
    players: count('players'),
  };
};

const hitsOf = ({ hits }: ServedCounts): number => Object.values(hits).reduce((sum, each) => sum + each, 0);

const totalOf = (served: ServedCounts): number =>
  hitsOf(served) + served.stale + served.misses + served.collapsed + served.failed;

export const sumProvider = (amounts: Amounts): ProviderCounts => {
  const byCause = under('call.', amounts);
  const amount = (name: string): number => amounts[`allowance.${name}`] ?? 0;
  return {
    calls: sumUnder('call.', amounts),
    byCause,
    refused: sumUnder('refused.', amounts),
    outages: { begun: amounts['breaker-opened'] ?? 0, ended: amounts['breaker-closed'] ?? 0 },
    allowances: {
      unknown: { calls: amount('unknown.call'), refused: amount('unknown.refused') },
      key: { refused: amount('key.refused') },
    },
    malformed: under('malformed.', amounts),
    contradicted: under('contradicted.', amounts),
  };
};

/** Environments that have counted anything in an hour, by function, and those that were started. */
export const sumEnvironments = (amounts: Amounts): { readonly seen: Counts; readonly coldStarts: Counts } => ({
  seen: under('env.', amounts),
  coldStarts: under('start.', amounts),
});

type Counts = Readonly<Record<string, number>>;

const under = (prefix: string, amounts: Amounts): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(amounts).flatMap(([name, amount]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), amount]] : [],
    ),
  );

/** Of the amounts whose names begin so. */
export const sumUnder = (prefix: string, amounts: Amounts): number =>
  Object.values(under(prefix, amounts)).reduce((sum, each) => sum + each, 0);
