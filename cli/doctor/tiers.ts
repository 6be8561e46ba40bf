import type { AdminHealthAnswer } from '../../lib/http/answers/index.ts';
import { fault, ok, warning, type Finding } from './finding.ts';

type Tier = AdminHealthAnswer['tiers'][number];

export const checkTiers = (tiers: readonly Tier[]): readonly Finding[] =>
  tiers.length === 0
    ? [
        warning(
          'tiers',
          'There is no tier beside memory',
          'Set UPSTASH_REDIS_REST_URL and TABLE_NAME: README, Configure it',
        ),
      ]
    : tiers.flatMap(tierFindings);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['l2', 'Redis (l2)'],
  ['l3', 'DynamoDB (l3)'],
]);

const ADVICE: ReadonlyMap<string, string> = new Map([
  ['l2', 'Check UPSTASH_REDIS_REST_URL and its token: docs/runbook.md, Everything is slow'],
  ['l3', 'Check TABLE_NAME, the table and its permissions: docs/runbook.md, Tier failed for l3'],
]);

const SPENT_ADVICE =
  'Answers come from DynamoDB meanwhile. Wait until the limit begins again, or pay for more: docs/runbook.md, Redis refuses: its limit is reached';

const tierFindings = (tier: Tier): readonly Finding[] => {
  const { name, state, roundTripMs, limitMs, fault: why, limitReached, available, reportedDownUntil, purgeLogs } = tier;
  const called = NAMES.get(name) ?? name;
  const advice = ADVICE.get(name) ?? 'Check its address and its credentials';
  const leagues = Object.entries(purgeLogs);
  const lost = leagues.filter(([, scopes]) => scopes === null).map(([league]) => league);
  // A log that is lost is written again by the purge function; a league that nobody has asked about has none.
  const without = lost.length === 0 ? '' : `, no log of ${lost.join(', ')}`;
  const scopes = leagues.reduce((sum, [, count]) => sum + (count ?? 0), 0);
  const answered = `${called} answers in ${roundTripMs ?? '?'} ms of ${limitMs}`;
  const asked = {
    answered: ok(name, `${answered}; ${scopes} purges in its logs${without}`),
    slow: warning(name, `${answered}: too late for a question`, advice),
    'timed-out': fault(name, `${called} does not answer (${why ?? 'timeout'})`, advice),
    failed:
      limitReached === true
        ? fault(name, `${called} refuses everything: its plan is spent (${why ?? 'no reason told'})`, SPENT_ADVICE)
        : fault(name, `${called} fails (${why ?? 'no reason told'})`, advice),
  } as const satisfies Record<Tier['state'], Finding>;
  return [
    asked[state],
    ...(available && reportedDownUntil === null
      ? []
      : [
          warning(
            name,
            `${called} is left alone for now${reportedDownUntil === null ? '' : `, until ${reportedDownUntil}`}`,
            'It is asked again by itself once it answers',
          ),
        ]),
  ];
};
