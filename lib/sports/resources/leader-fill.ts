import type { LoadedEntry } from '../../cache/index.ts';
import { isFinished } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import type { SeasonTableAthlete, SeasonTablePage } from '../upstream/index.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { leaderPageQuery } from './leader-pages.ts';
import type { SeasonTableOf } from './season-table-page.ts';
import { teamsNow } from './table-lines.ts';
import { teamsQuery } from './teams.ts';

/** The page's players by columns: all of them, also where only the lines of those who have played are written again. */
export const leaderEntry = async (
  context: ResourceContext,
  of: SeasonTableOf,
  table: SeasonTablePage,
): Promise<LoadedEntry> => {
  const { league, season } = of;
  const { leaderPage } = await import('../stats/leader-page.ts');
  const { key, policy, scopes } = leaderPageQuery(context, of);
  const list = await valueIfPresent(context, teamsQuery(context, league));
  const teamNow = isFinished(leagueOf(league), season, context.clock.now())
    ? undefined
    : await teamsNow(context, league);

  /** The last of several, or the one of them that the player is on now. Some tables have the abbreviation alone. */
  const teamIn = ({ id: player, teams }: SeasonTableAthlete) => {
    const named = teams.map(({ id, abbreviation }) => {
      const listed = list?.teams.find((each) => (id === null ? each.abbreviation === abbreviation : each.id === id));
      return { id: listed?.id ?? id, abbreviation: listed?.abbreviation ?? abbreviation };
    });
    const now = teamNow?.get(player);
    return named.find(({ id }) => id !== null && id === now) ?? named.at(-1);
  };
  return { key, value: leaderPage(league, table, teamIn), policy, scopes };
};
