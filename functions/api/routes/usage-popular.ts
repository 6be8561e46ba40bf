import type { AskedPlayer, UsagePopularAnswer } from '../../../lib/http/answers/index.ts';
import { UsagePopularQuery } from '../../../lib/http/upkeep-schemas.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { isoHour } from '../../../lib/ledgers/usage-hours.ts';
import type { LeagueId, ListedPlayer, PlayerId } from '../../../lib/sports/model/index.ts';
import { readMostAsked, type Asked } from '../../../lib/telemetry/usage/popular.ts';
import { hoursUntil } from '../../../lib/telemetry/usage/report.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, servedLeague, type ApiEvent } from '../request/event.ts';
import { usageCounters } from '../request/usage-read.ts';

type PopularDeps = Pick<ApiDeps, 'ledgers' | 'clock' | 'leagues' | 'held' | 'cache' | 'resources'>;

/** Whom people asked about most, with the names that are held: the provider is not asked. */
export const usagePopular = async (deps: PopularDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { hours, league, limit } = queryOf(event, UsagePopularQuery);
  const leagues = league === undefined ? deps.leagues : [servedLeague(league, deps.leagues).id];
  const wanted = hoursUntil(deps.clock.now(), hours);
  const asked = await readMostAsked(await usageCounters(deps), wanted, { leagues, limit });
  const named = [...asked]
    .filter(([, players]) => players.length > 0)
    .map(async ([id, players]) => [id, await withNames(deps, id, players)] as const);
  const document: UsagePopularAnswer = {
    scope: deps.ledgers.scope,
    from: isoHour(wanted.at(0) ?? 0),
    to: isoHour(wanted.at(-1) ?? 0),
    leagues: Object.fromEntries(await Promise.all(named)),
  };
  return uncachedReply(JSON.stringify(document), context);
};

/** From the lists that are held, and where those do not have a player from their own document. */
const withNames = async (
  { held, cache, resources }: Pick<PopularDeps, 'held' | 'cache' | 'resources'>,
  league: LeagueId,
  asked: readonly Asked[],
): Promise<readonly AskedPlayer[]> => {
  const { heldIn } = await held();
  const { players } = await heldIn(league);
  const byId = new Map<PlayerId, ListedPlayer>(players.map((player) => [player.id, player]));
  const missing = asked.filter(({ id }) => !byId.has(id));
  const documents = await cache.getAllPresent(missing.map(({ id }) => resources.player(league, id)));
  for (const document of documents) {
    if (document?.kind !== 'value') continue;
    const player = document.value();
    byId.set(player.id, player);
  }
  return asked.map(({ id, questions }) => {
    const { name = null, team = null, position = null } = byId.get(id) ?? {};
    return { id, name, team, position, questions };
  });
};
