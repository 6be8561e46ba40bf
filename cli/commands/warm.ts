import { defineCommand, OUTPUT_ARGS, TARGET_ARGS } from '../command.ts';
import { jsonText, plain } from '../draw/text.ts';
import { EXIT } from '../exit-codes.ts';
import { openTarget } from '../session/open.ts';
import { tellRefusal } from '../session/refusal.ts';
import { startBar } from '../warm/bar.ts';
import { durationOf, progressText, type Progress } from '../warm/progress.ts';
import { warmLeague, type Warmed } from '../warm/warm-league.ts';

export const warm = defineCommand({
  name: 'statline warm',
  about: 'Loads a league, or some of its players, before anybody asks',
  args: {
    league: { type: 'positional', required: true, description: 'nfl, nba, …; players may follow, by id or name' },
    ...TARGET_ARGS,
    ...OUTPUT_ARGS,
  },
  takesMore: true,
  notes: [
    'EXAMPLES',
    '',
    '  statline warm nfl                          teams, rosters, games, popular players',
    '  statline warm nfl mahomes "josh allen"     these alone',
    '',
    'It asks until nothing is left, and waits for the next minute where its calls are spent. The budget counts every',
    'call; what is fresh already costs none. It needs an admin key. Ctrl-C ends it; what is loaded stays.',
    '',
    'Exit codes:  0 all is warm   5 something failed or is left',
  ],
  async run({ league, json = false, _: [, ...players], ...target }, session) {
    const { terminal, clock } = session;
    const api = await openTarget(target, session);
    let progress: Progress = { done: 0, total: undefined, calls: undefined, elapsed: 0 };
    const text = (): string => `${plain(league)}  ${progressText(progress)}`;
    const bar = terminal.isErrTty ? startBar(text, { terminal, clock }) : undefined;
    const onProgress = (next: Progress): void => {
      const isStep = next.total !== undefined && next.done !== progress.done && next.waiting === undefined;
      progress = next;
      // A log wants a line for each step, and no bar.
      if (bar === undefined && isStep) terminal.err(text());
    };
    const result = await warmLeague({ league, players, api, clock, onProgress }).finally(() => bar?.stop());
    if ('kind' in result) return tellRefusal(result, { asked: `warming of ${league}`, route: 'warm', json }, session);
    terminal.out(json ? jsonText(result) : plain(sentence(result)));
    for (const { name, status, reason } of json ? [] : result.unresolved) {
      terminal.err(plain(`${String(name)}: ${status}${reason === undefined ? '' : `, ${reason}`}`));
    }
    return result.complete && result.unresolved.length === 0 ? EXIT.answered : EXIT.unavailable;
  },
});

const sentence = ({ league, complete, stopped, done, failed, left, calls, seconds }: Warmed): string => {
  const cost = `${calls === null ? '' : `, ${calls} calls`} in ${durationOf(seconds)}`;
  if (complete) return `${league} is warm: ${done} documents loaded or confirmed${cost}.`;
  const why = stopped === null ? '' : ` (${REASONS.get(stopped) ?? stopped})`;
  return `${league} is not all warm: ${done} documents loaded or confirmed, ${failed} failed, ${left} left${why}${cost}.`;
};

const REASONS: ReadonlyMap<string, string> = new Map([
  ['budget', "the day's calls are spent; see statline usage"],
  ['provider', 'the provider fails; see statline doctor'],
  ['error', 'the service failed; its log says why'],
]);
