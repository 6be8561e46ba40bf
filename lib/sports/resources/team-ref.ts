import { teamRef, type LeagueId, type TeamId, type TeamRef } from '../model/index.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { rosterQuery } from './roster.ts';
import { teamsQuery } from './teams.ts';

/** A team as far as it is known. */
export interface KnownTeam {
  readonly team: TeamRef;
  /** False: the list of teams could not be read, and may have more of the team. */
  readonly isFinal: boolean;
}

/**
 * The team of a document that names it by its id alone. A college may be in no list of teams, and the list may be out of
 * reach: then the team is told by its cached roster, or by its id with an empty abbreviation and name. Never rejects.
 */
export const teamById = async (context: ResourceContext, league: LeagueId, id: TeamId): Promise<KnownTeam> => {
  const list = await context.read(teamsQuery(context, league));
  const listed = list.kind === 'value' ? list.value().teams.find((candidate) => candidate.id === id) : undefined;
  if (listed !== undefined) {
    return { team: teamRef(listed), isFinal: true };
  }
  const roster = await valueIfPresent(context, rosterQuery(context, league, id));
  return { team: teamRef(roster?.team ?? { id, abbreviation: '', name: '' }), isFinal: list.kind !== 'failed' };
};
