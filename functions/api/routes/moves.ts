import type { MovesAnswer } from '../../../lib/http/answers/index.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { MovesQuery } from '../../../lib/http/lazy-schemas.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { dayOf, toldMoves } from '../../../lib/sports/moves/told.ts';
import type { ApiDeps } from '../request/deps.ts';
import { unavailable } from '../request/answers.ts';
import { leagueIn, queryOf, type ApiEvent } from '../request/event.ts';
import { listedTeams } from '../request/team-named.ts';
import { sinceAsked } from '../request/since-asked.ts';

type MovesDeps = Pick<ApiDeps, 'cache' | 'resources' | 'upstream' | 'held' | 'teamNamed'>;

/** Who changed teams, and what else the league's list of moves tells, the newest first. */
export const moves = async (deps: MovesDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { id: league } = leagueIn(event);
  const { since: typed, team, limit } = queryOf(event, MovesQuery);
  const isSince = typed === undefined ? () => true : sinceAsked(typed, context.now);
  if (!deps.upstream.can(league, 'transactions')) {
    throw new HttpProblem('not-offered', `The configured provider has no list of moves of ${league}`);
  }
  const wanted = team === undefined ? undefined : await deps.teamNamed(league, { text: team, field: 'team', context });
  const answer = await deps.cache.read(deps.resources.moveList(league));
  if (answer.kind === 'failed') throw unavailable(answer);
  if (answer.kind === 'absent') throw unavailable({ kind: 'failed', error: new Error('No list of moves') });
  const [list, { heldIn }] = await Promise.all([listedTeams(deps, league), deps.held()]);
  const { players, lists } = await heldIn(league);
  const listed = answer.value().moves;
  const told = toldMoves(
    listed.filter(({ date }) => isSince(date)),
    { league, teams: list.value().teams, players },
  ).filter(({ teams }) => wanted === undefined || teams.some(({ id }) => id === wanted));
  const oldest = listed.at(-1);
  const document: MovesAnswer = {
    league,
    asOf: new Date(answer.entry.loadedAt).toISOString(),
    // What the list no longer holds is older.
    oldest: oldest === undefined ? null : dayOf(oldest.date),
    moves: told.slice(0, limit),
  };
  const text = JSON.stringify(document);
  return composedReply({ tag: text, text: () => text }, { ingredients: [answer, list, ...lists] }, context);
};
