import type { HeldValue } from '../../cache/index.ts';
import { phaseAt } from '../calendar/season-phase.ts';
import type { LeagueId, Roster } from '../model/index.ts';
import { latestOf, valueIfPresent, type ResourceContext } from './context.ts';
import { storedDirectory } from './directory-stored.ts';
import { doubtRoster, isThinRoster } from '../doubts/index.ts';
import { seasonQuery } from './season.ts';
import { teamsQuery } from './teams.ts';

/** What of a roster cannot be true. Only a thin one is looked into, and nothing is loaded for it. */
export const rosterDoubt = async (
  context: ResourceContext,
  { league, team, players }: Roster,
  held: readonly HeldValue[],
): Promise<string | undefined> => {
  const brought = players.length;
  if (!isThinRoster(league, brought)) return undefined;
  const phases = await valueIfPresent(context, seasonQuery(context, league));
  const { phase } = phaseAt(phases, league, context.clock.now());
  const before = (latestOf(held) as Roster | undefined)?.players.length;
  return doubtRoster({
    league,
    brought,
    held: before,
    isInSeason: phase !== 'preseason' && phase !== 'off-season',
    mayBeEmpty: before === undefined && (await isWithoutPlayers(context, league, team)),
  });
};

/** A guest of the league, or a team on which the directory has nobody. */
const isWithoutPlayers = async (
  context: ResourceContext,
  league: LeagueId,
  { id }: Roster['team'],
): Promise<boolean> => {
  const list = await valueIfPresent(context, teamsQuery(context, league));
  if (list?.teams.find((team) => team.id === id)?.exhibition === true) return true;
  const directory = await valueIfPresent(context, storedDirectory(context, league));
  return directory !== undefined && !directory.players.some(({ teamId }) => teamId === id);
};
