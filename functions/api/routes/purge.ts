import { PurgeIncompleteError, seconds, type Scope } from '../../../lib/cache/index.ts';
import type { ProblemExtras, PurgeAnswer } from '../../../lib/http/answers/index.ts';
import { parseBody } from '../../../lib/http/input.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { PurgeBody } from '../../../lib/http/lazy-schemas.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { SCOPE } from '../../../lib/sports/scopes.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, servedLeague, type ApiEvent } from '../request/event.ts';

// What a last try and the answer may take.
const RESERVE_MS = seconds(3);
const RETRY_AFTER_SECONDS = 5;

/** Purges a scope of a league and the documents built from it. Answers 200 only when every tier has taken the purge. */
export const purge = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  queryOf(event, NoQuery);
  const { league: text, scope: asked } = parseBody(PurgeBody, event);
  const { id: league } = servedLeague(text, deps.leagues);
  const scope = await scopeOf(deps, league, asked, context);
  const scopes = await scopesWith(deps, league, scope);
  const within = context.remaining === undefined ? undefined : context.remaining() - RESERVE_MS;
  try {
    const stamp = await deps.cache.purge(league, scopes, within === undefined ? {} : { within });
    const [, ...taken] = context.tiers;
    const document: PurgeAnswer = { league, scope, scopes, stamp, taken };
    return uncachedReply(JSON.stringify(document), context);
  } catch (error) {
    if (!(error instanceof PurgeIncompleteError)) throw error;
    const { tiers, taken } = error;
    // Where one tier has it, the purge function finds that the others have not.
    const isFinished = taken.length > 0 || ((await deps.handOverPurge?.({ namespace: league, scopes })) ?? false);
    throw new HttpProblem('purge-incomplete', detailOf(tiers, isFinished), {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      extra: { tiers, taken, finishedLater: isFinished } satisfies ProblemExtras['purge-incomplete'],
      cause: error,
    });
  }
};

const detailOf = (tiers: readonly string[], isFinished: boolean): string =>
  isFinished
    ? `The purge has not reached ${tiers.join(' and ')} yet; it is finished when that answers again, sooner if it is sent again`
    : `The purge has not reached ${tiers.join(' and ')}; send it again`;

/** `team:KC` is `team:12`. An id is taken as it is, listed or not. */
const scopeOf = async (deps: PurgeDeps, league: LeagueId, scope: Scope, context: ReplyContext): Promise<Scope> => {
  const team = /^team:(.*\D.*)$/.exec(scope)?.[1];
  return team === undefined ? scope : SCOPE.team(await deps.teamNamed(league, { text: team, field: 'scope', context }));
};

type PurgeDeps = Pick<ApiDeps, 'cache' | 'resources' | 'teamNamed'>;

/**
 * Purging `team:ID` also purges the directory. Purging `player:ID` also purges the player's current team if it is
 * cached: the player document is built from both.
 */
const scopesWith = async (deps: PurgeDeps, league: LeagueId, scope: Scope): Promise<readonly Scope[]> => {
  const [subject, id] = scope.split(':');
  if (id === undefined) return [scope];
  // An entry that cannot be read names no team, and may be the very reason for the purge.
  const teams = subject === 'player' ? await cachedTeams(deps, league, id as PlayerId).catch(() => []) : [];
  return [...new Set([scope, SCOPE.directory, ...teams.map((team) => SCOPE.team(team))])];
};

/** The player's team by the cached documents. The provider is not asked. */
const cachedTeams = async (
  { cache, resources }: PurgeDeps,
  league: LeagueId,
  id: PlayerId,
): Promise<readonly TeamId[]> => {
  const [[document], [directory]] = await Promise.all([
    cache.getAllPresent([resources.player(league, id)]),
    cache.getAllPresent([resources.directory(league)]),
  ]);
  const own = document?.kind === 'value' ? document.value().team?.id : undefined;
  const listed =
    directory?.kind === 'value' ? directory.value().players.find((player) => player.id === id)?.teamId : undefined;
  return [own, listed].flatMap((team) => team ?? []);
};
