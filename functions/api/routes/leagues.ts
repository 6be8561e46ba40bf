import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import { seasonLabel } from '../../../lib/sports/seasons.ts';
import type { ApiDeps } from '../deps.ts';
import { queryOf, type ApiEvent } from '../request.ts';

export const leagues = async ({ seasons }: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  queryOf(event, NoQuery);
  const rows = LEAGUES.map(async (league) => {
    const year = await seasons.current(league.id);
    return {
      id: league.id,
      name: league.name,
      sport: league.sport,
      slug: league.slug,
      season: { year, label: seasonLabel(league, year) },
    };
  });
  return composedReply(JSON.stringify({ leagues: await Promise.all(rows) }), [], context);
};
