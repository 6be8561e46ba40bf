import type { AskedPlayer } from '../../http/answers/index.ts';
import type { Counters } from '../../ledgers/counters.ts';
import { askedIn, askedKeys } from '../../ledgers/asked-hours.ts';
import type { LeagueId, PlayerId } from '../../sports/model/index.ts';

export type Asked = Pick<AskedPlayer, 'id' | 'questions'>;

/** The players of each league who were asked about most in some hours; a league that nobody asked about has none. */
export const readMostAsked = async (
  counters: Pick<Counters, 'read'>,
  wanted: readonly number[],
  { leagues, limit }: { readonly leagues: readonly LeagueId[]; readonly limit: number },
): Promise<ReadonlyMap<LeagueId, readonly Asked[]>> => {
  const pages = await counters.read(wanted.flatMap(askedKeys));
  return new Map(
    leagues.map((league) => {
      const asked = new Map<string, number>();
      for (const hour of wanted) {
        for (const [id, questions] of askedIn(league, hour, pages)) asked.set(id, (asked.get(id) ?? 0) + questions);
      }
      // Equal ones by id, so that every environment answers the same.
      const most = [...asked].sort(([a, askedA], [b, askedB]) => askedB - askedA || (a < b ? -1 : 1));
      return [league, most.slice(0, limit).map(([id, questions]) => ({ id: id as PlayerId, questions }))];
    }),
  );
};
