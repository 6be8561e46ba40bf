import { hours, type LoadResult } from '../../cache/index.ts';
import { doubtTeams } from '../doubts/index.ts';
import type { LeagueId, Roster, Team, TeamId } from '../model/index.ts';
import type { ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';
import { stored } from './stored.ts';

interface ListedTeams {
  readonly league: LeagueId;
  readonly teams: readonly Team[];
}

/** What cannot be true of a list of teams, given the one that is held, and whether a roster disproves it. */
export const teamsDoubt = async (
  context: ResourceContext,
  list: ListedTeams,
  held: ListedTeams | undefined,
): Promise<Pick<LoadResult, 'doubt' | 'isDisproved'>> => {
  const { league } = list;
  const doubt = doubtTeams(league, { brought: clubsOf(list).length, held: held && clubsOf(held).length });
  if (doubt === undefined) return {};
  return held === undefined
    ? { doubt }
    : { doubt, isDisproved: await stillPlays(context, league, lacking(list, held)) };
};

/** Teams without the league's guests. */
const clubsOf = ({ teams }: ListedTeams): readonly Team[] => teams.filter(({ exhibition }) => exhibition !== true);

const lacking = (list: ListedTeams, held: ListedTeams): readonly TeamId[] => {
  const listed = new Set(list.teams.map(({ id }) => id));
  return clubsOf(held).flatMap(({ id }) => (listed.has(id) ? [] : [id]));
};

// A roster that is asked for is loaded more often, also while nobody moves.
const RECENT_ROSTER_MS = hours(24);
// Hundreds of colleges may be missing: a few of them show as well whether the list is wrong.
const MAX_ROSTERS_CHECKED = 8;

/** Whether the provider has given the players of one of these teams within a day: a team that is gone has none. */
const stillPlays = async (context: ResourceContext, league: LeagueId, teams: readonly TeamId[]): Promise<boolean> => {
  const checked = teams
    .slice(0, MAX_ROSTERS_CHECKED)
    .map((team) => stored<Roster>(league, entryKey(league, 'roster', team)));
  const since = context.clock.now() - RECENT_ROSTER_MS;
  return (await context.getAllPresent(checked)).some(
    (answer) => answer?.kind === 'value' && answer.entry.loadedAt > since && answer.value().players.length > 0,
  );
};
