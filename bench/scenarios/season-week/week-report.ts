import { tableOf } from '../table.ts';
import { dayOf, type Under, type Waited } from '../stepper.ts';
import { HOLES } from './holes.ts';
import type { Kind } from './questions.ts';
import { OUTCOMES } from './tally.ts';
import type { Verdict } from './verdict.ts';
import type { WeekResult } from './week.ts';

const KINDS: readonly Kind[] = ['stats', 'search', 'player', 'roster', 'compare'];
const CAUSES: readonly Under[] = ['question', 'probe', 'refresh queue', 'warm', 'purge'];
const MAX_CALLS_ON_A_CALM_DAY = 300;

// The list is in doubt for as long as it lacks a team whose roster is there. Two days after the last good one whoever asks
// first tries it again, three quarters of an hour apart.
const MAX_LIST_TRIES = 30;

const isListTry = ({ at, calls, byEndpoint }: Waited): boolean => at >= HOLES.list.at && byEndpoint.teams === calls;

const shown = ({ at, path, byEndpoint }: Waited): string =>
  `${new Date(at).toISOString()} ${path} ${JSON.stringify(byEndpoint)}`;

export const callsTable = ({ stepper, questions, gameDays }: WeekResult): string => {
  const days = [...stepper.calls()];
  const rows = days.map(([day, calls]) => [
    `${day} ${weekday(day)}${gameDays.has(day) ? ', games' : ''}`,
    questions.filter(({ at }) => dayOf(at) === day).length,
    ...CAUSES.map((cause) => calls[cause] ?? 0),
    totalOf(calls),
  ]);
  const sums = rows[0]?.slice(1).map((_, column) => rows.reduce((sum, row) => sum + Number(row[column + 1]), 0)) ?? [];
  return tableOf(['provider calls by day', 'questions', ...CAUSES, 'all calls'], [...rows, ['the week', ...sums]]);
};

export const answersTable = ({ tally }: WeekResult): string => {
  const row = (name: string, kind?: Kind) => {
    const counts = tally.counts(kind);
    const total = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
    const shares = (['l1', 'l2', 'l3'] as const).map((tier) => `${((100 * counts[tier]) / total).toFixed(1)} %`);
    const rest = OUTCOMES.slice(3).map((outcome) => counts[outcome]);
    return [name, total, ...shares, ...rest, kind === undefined ? undefined : duration(tally.worstAge(kind))];
  };
  const head = ['answers', 'all', 'l1', 'l2', 'l3', ...OUTCOMES.slice(3), 'worst age'];
  return tableOf(head, [...KINDS.map((kind) => row(kind, kind)), row('all')]);
};

export const weekVerdicts = (result: WeekResult): readonly Verdict[] => {
  const { stepper, watch, games, holes, gameDays, plan } = result;
  const days = [...stepper.calls()];
  const tries = stepper.waited().filter(isListTry);
  const waits = stepper.waited().filter((each) => !isListTry(each));
  const calm = days.filter(([day]) => !gameDays.has(day)).map(([day, calls]) => ({ day, calls: totalOf(calls) }));
  const { total, failed } = stepper.runs();
  return [
    {
      promise:
        'provider calls that a question waited for, after the first warm run and but for the list that lacks a team, at most 0',
      measured: [String(waits.length), ...waits.slice(0, 5).map(shown)].join('; '),
      met: waits.length === 0,
    },
    {
      promise: `tries of the list that lacks a team, by questions that were answered from the one before, at most ${MAX_LIST_TRIES}`,
      measured: String(tries.length),
      met: tries.length <= MAX_LIST_TRIES,
    },
    {
      promise: `provider calls on a day without games, fewer than ${MAX_CALLS_ON_A_CALM_DAY}`,
      measured: calm.map(({ day, calls }) => `${weekday(day)} ${calls}`).join(', '),
      met: calm.every(({ calls }) => calls < MAX_CALLS_ON_A_CALM_DAY),
    },
    {
      promise:
        'the games by /v1/nfl/live, right at every look; every final score, and the lines of its players, 10 min after the end',
      measured: gamesMeasured(games),
      met: games.counts().finals > 0 && games.faults.length === 0,
    },
    {
      promise: 'a roster that came back empty, and a team that is in no list: answers without its players, at most 0',
      measured: [`${holes.asked()} questions, ${holes.faults.length} wrong`, ...holes.faults.slice(0, 5)].join(
        '\n         ',
      ),
      met: holes.asked() > 0 && holes.faults.length === 0,
    },
    {
      promise: `${plan.trades} traded players with their new team in ${plan.environments} environments, 10 min 5 s later and ever after`,
      measured: `${watch.asked()} questions, ${watch.faults.length} wrong${watch.faults
        .slice(0, 3)
        .map((fault) => `\n         ${fault}`)
        .join('')}`,
      met: (watch.asked() > 0 || plan.trades === 0) && watch.faults.length === 0,
    },
    {
      promise: 'scheduled runs that did not end well, at most 0',
      measured: `${failed.length} of ${total}${failed
        .slice(0, 3)
        .map((fault) => `\n         ${fault}`)
        .join('')}`,
      met: failed.length === 0,
    },
  ];
};

const gamesMeasured = (watch: WeekResult['games']): string => {
  const { faults } = watch;
  const { looks, games, finals, lines } = watch.counts();
  const said = `${looks} looks at ${games} games, ${finals} final scores, ${lines} lines, ${faults.length} wrong`;
  return [said, ...faults.slice(0, 5)].join('\n         ');
};

const totalOf = (calls: Readonly<Partial<Record<Under, number>>>): number =>
  Object.values(calls).reduce((sum, count) => sum + count, 0);

const weekday = (day: string): string =>
  new Date(day).toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' });

const duration = (seconds: number): string =>
  seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
