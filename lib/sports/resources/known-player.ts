import type { LeagueId, PlayerId, TeamId } from '../model/index.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { directoryQuery } from './directory.ts';
import { playerQuery } from './player.ts';

/** What the cache knows of a player. */
export interface KnownPlayer {
  /** Their team now; undefined for a player of no team, and where it is not known. */
  readonly teamId: TeamId | undefined;
  readonly position: string | null;
}

/** From the player's own document, else from the directory. Nothing is loaded. */
export const knownPlayer = async (
  context: ResourceContext,
  { league, id }: { readonly league: LeagueId; readonly id: PlayerId },
): Promise<KnownPlayer> => {
  const player = await valueIfPresent(context, playerQuery(context, league, id));
  if (player?.position != null) return { teamId: player.team?.id, position: player.position };
  // Few players have a cached document of their own; the trades of all others are in the directory alone.
  const directory = await valueIfPresent(context, directoryQuery(context, league));
  const row = directory?.players.find((each) => each.id === id);
  const teamId = player === undefined ? (row?.teamId ?? undefined) : player.team?.id;
  return { teamId, position: row?.position ?? null };
};
