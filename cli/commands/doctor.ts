import { defineCommand, OUTPUT_ARGS, TARGET_ARGS } from '../command.ts';
import { diagnose, type Probe } from '../doctor/diagnose.ts';
import type { Finding, FindingState } from '../doctor/finding.ts';
import type { Style } from '../draw/style.ts';
import { jsonText, padded, plain, widthOf } from '../draw/text.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { timeoutOf } from '../session/open.ts';

const ANNOUNCEMENT = 'Asks the provider for one document of each kind: up to 20 calls, which its budget counts.';

// The provider may take 5 s of it, and a tier that hangs nearly as long.
const TIMEOUT_SECONDS = 14;

export const doctor = defineCommand({
  name: 'statline doctor',
  about: 'Checks a set-up from this machine to the provider, and says what to do',
  args: {
    probe: {
      type: 'boolean',
      default: true,
      description: 'Ask the provider for one document, which its budget counts',
      negativeDescription: 'Ask the provider nothing',
    },
    provider: {
      type: 'boolean',
      default: false,
      description: 'Ask the provider for one document of each kind, and name the fields that are gone',
    },
    league: {
      type: 'string',
      valueHint: 'league',
      description: 'Whose documents --provider asks for; by default the first that is served',
    },
    ...TARGET_ARGS,
    ...OUTPUT_ARGS,
  },
  notes: [
    'It checks the configuration, the address, clocks, the key, each tier, the budget, the last runs of warming and',
    'purging, and the provider. What is behind the key needs an admin key. It changes nothing.',
    '',
    'With --provider the provider is asked for one document of each kind of a league: up to 20 calls, which its budget',
    'counts. Without it, for one.',
    '',
    'Exit codes:  0 nothing is wrong (there may be warnings)   1 something is',
  ],
  async run({ probe, provider, league, json = false, timeout, ...target }, session) {
    if (league !== undefined && !provider) throw new UsageError('--league goes with --provider');
    if (provider) session.terminal.err(ANNOUNCEMENT);
    const asked: Probe = provider ? { kind: 'documents', league } : { kind: probe ? 'provider' : 'none' };
    const findings = await diagnose({ target, timeout: timeoutOf(timeout, TIMEOUT_SECONDS), probe: asked }, session);
    const isWell = findings.every(({ state }) => state !== 'fault');
    session.terminal.out(
      json ? jsonText({ ok: isWell, findings }) : findings.flatMap((each) => linesOf(each, session.style)).join('\n'),
    );
    return isWell ? EXIT.answered : EXIT.failed;
  },
});

const MARKS = { ok: '✓', warning: '!', fault: '✗', 'not checked': '-' } as const satisfies Record<FindingState, string>;
const PAINT = { ok: 'green', warning: 'yellow', fault: 'red', 'not checked': 'dim' } as const;
const CHECK_COLUMNS = 'configuration'.length;

const linesOf = ({ check, state, says, advice }: Finding, style: Style): readonly string[] => {
  const begin = `${style[PAINT[state]](MARKS[state])} ${padded(check, CHECK_COLUMNS)}  `;
  const indent = ' '.repeat(widthOf(begin));
  return [begin + plain(says), ...(advice === undefined ? [] : [`${indent}→ ${plain(advice)}`])];
};
