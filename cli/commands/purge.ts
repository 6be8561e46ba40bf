import { defineCommand, OUTPUT_ARGS, TARGET_ARGS } from '../command.ts';
import { UsageError } from '../exit-codes.ts';
import { tellAnswer } from '../session/answer.ts';
import { openTarget } from '../session/open.ts';

// The function has 15 s.
const TIMEOUT_SECONDS = 20;

export const purge = defineCommand({
  name: 'statline purge',
  about: 'Purges a team, a player or a kind of document of a league, everywhere',
  args: {
    league: { type: 'positional', required: true, description: 'nfl, nba, …' },
    scope: {
      type: 'positional',
      required: true,
      description: 'team:KC, player:3139477, teams, rosters, directory, stats, live, or * with --yes',
    },
    yes: { type: 'boolean', description: 'With *: everything of the league is loaded again, call by call' },
    ...TARGET_ARGS,
    ...OUTPUT_ARGS,
  },
  notes: [
    'EXAMPLES',
    '',
    '  statline purge nfl team:KC           the team, its roster, and the directory that both are in',
    '  statline purge nfl player:3139477    the player, the current team, and the directory',
    '',
    'It needs an admin key. No answer is older than the purge once the coherence window has passed (30 s).',
  ],
  async run({ league, scope, yes = false, json = false, ...target }, session) {
    if (scope === '*' && !yes) {
      throw new UsageError(`This purges all of ${league}, which is then loaded again call by call: add --yes`);
    }
    const api = await openTarget(target, session, TIMEOUT_SECONDS);
    const exchange = await api.post('/v1/admin/purge', { league, scope });
    return tellAnswer(exchange, { asked: `purge of ${league} ${scope}`, route: 'purge', json }, session);
  },
});
