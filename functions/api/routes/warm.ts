import { parsePlayerId, type LeagueId, type PlayerId } from '../../../lib/sports/model.ts';
import { seconds } from '../../../lib/cache/index.ts';
import { parseBody } from '../../../lib/http/input.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery, WarmBody } from '../../../lib/http/schemas.ts';
import { runWithReason } from '../../../lib/ledgers/load-reason.ts';
import type { ApiDeps } from '../request/deps.ts';
import { namedForm, queryOf, servedLeague, type ApiEvent } from '../request/event.ts';

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
  const complete = summary.stopped === undefined && summary.left === 0 && summary.failed === 0;
  const unresolved = asked?.unresolved ?? [];
  return composedReply(JSON.stringify({ ...summary, complete, unresolved }), [], context);
};

interface Resolved {
  readonly ids: readonly PlayerId[];
  readonly unresolved: readonly { readonly name: string; readonly status: string }[];
}

const resolve = async (
  { resolver }: Pick<ApiDeps, 'resolver'>,
  league: LeagueId,
  players: readonly string[],
): Promise<Resolved> => {
  const names = players.flatMap((name, index) =>
    parsePlayerId(name) === undefined ? [{ name, form: namedForm(name, `players.${index}`) }] : [],
  );
  const resolutions = await resolver.resolve(
    league,
    names.map(({ form }) => form),
    {},
  );
  const found = resolutions.flatMap((resolution) => (resolution.kind === 'one' ? [resolution.id] : []));
  const unresolved = names.flatMap(({ name }, index) => {
    const kind = resolutions[index]?.kind ?? 'failed';
    return kind === 'one' ? [] : [{ name, status: STATUS[kind] }];
  });
  const given = players.flatMap((text) => parsePlayerId(text) ?? []);
  return { ids: [...new Set([...given, ...found])], unresolved };
};

/** The same words as in a batch of stats. */
const STATUS = { none: 'not-found', ambiguous: 'ambiguous', failed: 'unavailable' } as const;
