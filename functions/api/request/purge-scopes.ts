import type { Scope } from '../../../lib/cache/index.ts';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model.ts';
import { SCOPE } from '../../../lib/sports/scopes.ts';
import type { ApiDeps } from './deps.ts';

type Held = Pick<ApiDeps, 'cache' | 'resources'>;

/**
 * All that has to go for a scope to be told anew: documents are made of the directory, and a new directory of the rosters
 * that are held.
 */
export const scopesWith = async (deps: Held, league: LeagueId, scope: Scope): Promise<readonly Scope[]> => {
  const [subject, id] = scope.split(':');
  if (id === undefined) return [scope];
  // What cannot be read tells no team, and may be why it is purged.
  const teams = subject === 'player' ? await teamsHeld(deps, league, id as PlayerId).catch(() => []) : [];
  return [...new Set([scope, SCOPE.directory, ...teams.map((team) => SCOPE.team(team))])];
};

/** The teams that he is told to be on now. Nobody is asked for them. */
const teamsHeld = async ({ cache, resources }: Held, league: LeagueId, id: PlayerId): Promise<readonly TeamId[]> => {
  const [[document], [directory]] = await Promise.all([
    cache.getAllPresent([resources.player(league, id)]),
    cache.getAllPresent([resources.directory(league)]),
  ]);
  const own = document?.kind === 'value' ? document.value().team?.id : undefined;
  const listed =
    directory?.kind === 'value' ? directory.value().players.find((player) => player.id === id)?.teamId : undefined;
  return [own, listed].flatMap((team) => team ?? []);
};
