import type { Answer, Found } from '../../cache/index.ts';
import {
  isTeamId,
  type ListedPlayer,
  type ListedTeam,
  type Player,
  type TeamId,
  type TeamRef,
  type TeamList,
} from '../model/index.ts';
import { positionFits } from '../names/positions.ts';
import { suggestTeams } from '../teams/suggestions.ts';
import type { ResolveContext } from './resolve-context.ts';

/** What the words of a question's hints come to in its league. */
export interface UnderstoodHints {
  fits(player: ListedPlayer): boolean;
  /** Only where the team hint names no team: the teams with similar names. */
  readonly teamSuggestions?: readonly ListedTeam[];
}

interface HintedQuestion extends Pick<ResolveContext, 'league' | 'hints' | 'findTeams'> {
  /** Undefined where they could not be read. */
  readonly teams: Found<TeamList> | undefined;
}

/** A hint that names several teams means all of them. `documents`: of players who may be on teams that are not listed. */
export const understandHints = async (
  { league, hints: { team, position }, teams, findTeams }: HintedQuestion,
  documents: Iterable<Answer<Player> | undefined>,
): Promise<UnderstoodHints> => {
  const listed = teams?.value().teams ?? [];
  const meant =
    team === undefined
      ? undefined
      : [
          ...(await findTeams(league, listed, team)),
          ...(await findTeams(league, unlistedTeams(documents, listed), team)),
        ];
  const ids: ReadonlySet<TeamId> | undefined = meant && new Set(meant.map(({ id }) => id));
  return {
    fits: (player) =>
      (ids === undefined || (player.team !== null && ids.has(player.team.id))) &&
      (position === undefined || positionFits(league, position, player.position)),
    // Without the list nobody knows whether the league has such a team, and colleges have teams that are in no list.
    ...(team !== undefined &&
      teams !== undefined &&
      !isTeamId(team) &&
      meant?.length === 0 && { teamSuggestions: suggestTeams(league, listed, team) }),
  };
};

const unlistedTeams = (
  documents: Iterable<Answer<Player> | undefined>,
  listed: readonly ListedTeam[],
): readonly ListedTeam[] => {
  const known = new Set(listed.map(({ id }) => id));
  const teams = new Map<TeamId, TeamRef>();
  for (const document of documents) {
    const team = document?.kind === 'value' ? document.value().team : null;
    if (team !== null && !known.has(team.id)) teams.set(team.id, team);
  }
  return [...teams.values()].map((team) => ({ ...team, location: '', slug: '' }));
};
