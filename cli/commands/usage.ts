import { pathOf } from '../../lib/client/path.ts';
import { defineCommand, OUTPUT_ARGS, TARGET_ARGS } from '../command.ts';
import { tellAnswer } from '../session/answer.ts';
import { openTarget } from '../session/open.ts';

export const usage = defineCommand({
  name: 'statline usage',
  about: 'Says what was asked, what it took, and what is left of the budget',
  args: {
    hours: { type: 'string', valueHint: 'hours', description: 'How many, the present one included: 1 to 168 (24)' },
    ...TARGET_ARGS,
    ...OUTPUT_ARGS,
  },
  notes: [
    'EXAMPLES',
    '',
    '  statline usage',
    "  statline usage --hours 1 --json | jq '.provider.calls'",
    '',
    'fresh, stale, missed, joined and failed are questions; docs/usage.md says how they are counted.',
  ],
  async run({ hours, json = false, ...target }, session) {
    const api = await openTarget(target, session);
    return tellAnswer(await api.get(pathOf(['usage'], { hours })), { asked: 'usage', route: 'usage', json }, session);
  },
});
