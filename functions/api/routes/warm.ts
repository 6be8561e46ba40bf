import type { LeagueId, PlayerId } from '../../../lib/sports/model/index.ts';
import { seconds } from '../../../lib/cache/index.ts';
import type { UnresolvedPlayer, WarmAnswer } from '../../../lib/http/answers/index.ts';
import { parseBody } from '../../../lib/http/input.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { WarmBody } from '../../../lib/http/lazy-schemas.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import { runWithReason } from '../../../lib/ledgers/load-reason.ts';
import { warmHappening } from '../../../lib/telemetry/usage/warm-happening.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, servedLeague, type ApiEvent } from '../request/event.ts';
import { echoOf, listedPlayer } from '../request/listed-players.ts';

// The function has 15 s. No load begins that could end later than this.
const TIME_LIMIT_MS = seconds(14);

/** Warms a league, or some players of it, as far as the time goes; `complete` says whether that was all. */
export const warm = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  queryOf(event, NoQuery);
  const { league: text, players } = parseBody(WarmBody, event);
  const { warming: create, clock, leagues } = deps;
  const { id: league } = servedLeague(text, leagues);
  if (create === undefined) throw new HttpProblem('not-offered', 'This deployment does not warm on demand');
  const end = clock.now() + TIME_LIMIT_MS;
  const remaining = (): number => end - clock.now();
  const asked = players === undefined ? undefined : await resolve(deps, league, players);
  const warming = await create();
  const summary = await runWithReason('warm', () =>
    warming.now(league, { remaining, ...(asked && { players: asked.ids }) }),
  );
  deps.ledgers.usage.happened(warmHappening(summary));
  const complete = summary.stopped === undefined && summary.left === 0 && summary.failed === 0;
  const unresolved = asked?.unresolved ?? [];
  const document: WarmAnswer = { ...summary, complete, unresolved };
  return uncachedReply(JSON.stringify(document), context);
};

interface Resolved {
  readonly ids: readonly PlayerId[];
  readonly unresolved: readonly UnresolvedPlayer[];
}

const resolve = async (
  { resolver }: Pick<ApiDeps, 'resolver'>,
  league: LeagueId,
  players: readonly unknown[],
): Promise<Resolved> => {
  const listed = players.map(listedPlayer);
  const forms = listed.flatMap((element) => (element.kind === 'name' ? [element.form] : []));
  const resolutions = (await resolver.resolve(league, forms, {})).values();
  const ids = new Set<PlayerId>();
  const unresolved: UnresolvedPlayer[] = [];
  for (const [index, element] of listed.entries()) {
    if (element.kind === 'id') ids.add(element.id);
    if (element.kind === 'invalid') {
      unresolved.push({ name: echoOf(players[index]), status: 'invalid', reason: element.reason });
    }
    if (element.kind === 'name') {
      const resolution = resolutions.next().value;
      if (resolution?.kind === 'one') ids.add(resolution.id);
      else unresolved.push({ name: element.text, status: STATUS[resolution?.kind ?? 'failed'] });
    }
  }
  return { ids: [...ids], unresolved };
};

/** The same words as in a batch of stats. */
const STATUS = { none: 'not-found', ambiguous: 'ambiguous', failed: 'unavailable' } as const;
