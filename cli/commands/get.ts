import { defineCommand, OUTPUT_ARGS, TARGET_ARGS } from '../command.ts';
import { requestPath } from '../path.ts';
import { routeOf } from '../route-of.ts';
import { openTarget } from '../session/open.ts';
import { tellAnswer } from '../session/answer.ts';

export const get = defineCommand({
  name: 'statline get',
  about: 'Asks a route of the API, and draws what it answers',
  args: {
    path: {
      type: 'positional',
      required: true,
      description: 'The route, with /v1 or without it: nfl/players/mahomes/stats',
    },
    ...TARGET_ARGS,
    ...OUTPUT_ARGS,
  },
  takesMore: true,
  notes: [
    'EXAMPLES',
    '',
    '  statline get nfl/players/mahomes/stats season=2024   a line; words behind the path are its query',
    '  statline get "nfl/teams/kansas city/roster"          a team by any spelling',
    '  statline get nfl/leaders stat=passingYards --json    for scripts',
    '',
    'The routes are those of docs/openapi.json, which a deployment shows at /docs.',
  ],
  async run({ path: typed, json = false, _: [, ...words], ...target }, session) {
    const path = requestPath(typed, words);
    const api = await openTarget(target, session);
    const exchange = await api.get(path);
    return tellAnswer(exchange, { asked: path, route: routeOf(path), json }, session);
  },
});
