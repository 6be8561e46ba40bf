import type { Query } from '../../../lib/cache/index.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import type { ReplyContext } from '../../../lib/http/reply.ts';
import type { StatsOutcome } from '../../../lib/sports/lookup/index.ts';
import type { LeagueId, PlayerId, SeasonType } from '../../../lib/sports/model/index.ts';
import type { Hints } from '../../../lib/sports/names/index.ts';
import type { StatsOf } from '../../../lib/sports/resources/index.ts';
import { unavailable } from './answers.ts';
import type { ApiDeps } from './deps.ts';
import { noPlayerMeant, pathName } from './path-name.ts';

interface AskedByName {
  readonly league: LeagueId;
  readonly type: SeasonType;
  readonly text: string;
  readonly hints: Hints;
}

/** What was asked about a player who was named. */
export interface AnsweredByName<V> {
  readonly id: PlayerId;
  readonly outcome: StatsOutcome<V>;
  /** What the name was resolved by. */
  readonly consulted: readonly Ingredient[];
}

/**
 * Asks about the one player whom a name in a path means. Throws the problem for a name that means nobody, or several.
 *
 * @example
 * const { outcome } = await askByName(deps, { league, type, text, hints }, (of) => resources.career(of), context);
 */
export const askByName = async <V>(
  { batch }: Pick<ApiDeps, 'batch'>,
  asked: AskedByName,
  queryOf: (of: StatsOf) => Query<V>,
  context: ReplyContext,
): Promise<AnsweredByName<V>> => {
  const { league, type, text, hints } = asked;
  const names = [{ text, form: pathName(text, hints) }];
  const [item] = await batch.askFor({ league, ids: [], names, type, hints }, queryOf);
  if (item === undefined) throw new HttpProblem('internal-error', 'The name was not resolved');
  const { resolution, outcome } = item;
  const consulted = resolution === undefined || resolution.kind === 'failed' ? [] : resolution.consulted;
  if (outcome.kind === 'ambiguous' || outcome.kind === 'none') throw noPlayerMeant(asked, outcome, consulted, context);
  if (resolution?.kind !== 'one') {
    throw outcome.kind === 'failed' ? unavailable(outcome) : new HttpProblem('internal-error', 'Nobody was looked up');
  }
  return { id: resolution.id, outcome, consulted };
};
