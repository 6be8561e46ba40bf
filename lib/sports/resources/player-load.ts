import { minutes, type LoadContext, type LoadedEntry, type Query } from '../../cache/index.ts';
import type { LeagueId, Player, PlayerId } from '../model.ts';
import { playerPolicy } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { ResourceContext } from './context.ts';
import { directoryQuery } from './directory.ts';
import { standingOfPlayer, type Standing } from './known.ts';
import { teamById } from './team-ref.ts';

export interface PlayerLoad {
  readonly league: LeagueId;
  readonly id: PlayerId;
  readonly query: Query<Player>;
  readonly standing: Standing | undefined;
}

// A document that was made while the list of teams could not be read is made again soon.
const UNNAMED_TEAM_FRESH_MS = minutes(10);

/** From the directory, where one of its rosters lists the player, else from the provider. */
export const loadPlayer = async (
  context: ResourceContext,
  { league, id, query: { key, scopes }, standing }: PlayerLoad,
  call: LoadContext,
): Promise<readonly LoadedEntry[]> => {
  const { upstream, calendar, clock } = context;
  const listed = await listedPlayer(context, league, id);
  if (listed !== undefined) return [{ ...listed, key }];
  const { unknown } = standing ?? (await standingOfPlayer(context, { league, id }, call));
  const athlete = await context.payFor(unknown, () => upstream.player(league, id, call));
  if (athlete === null) return [];
  const { name, teamId, position, jersey, status, experience } = athlete;
  const known = teamId === null ? undefined : await teamById(context, league, teamId);
  const value: Player = { id, name, league, team: known?.team ?? null, position, jersey, status };
  // A trade purges the team that the player leaves, and only now is it known which team that would be.
  const ownScopes = teamId === null ? scopes : [...scopes, SCOPE.team(teamId)];
  const policy = playerPolicy(calendar, league, clock.now());
  const freshFor = known?.isFinal === false ? UNNAMED_TEAM_FRESH_MS : policy.freshFor;
  const witness = experience === undefined ? {} : { witness: String(experience) };
  const own = { ...policy, freshFor: Math.min(policy.freshFor, freshFor) };
  return [{ key, value, policy: own, scopes: ownScopes, ...witness }];
};

/**
 * The player as the directory has them, without a call, where the row comes from a roster: rosters have what the
 * player's own document has. Undefined where there is no such row, or the directory is stale.
 */
const listedPlayer = async (
  context: ResourceContext,
  league: LeagueId,
  id: PlayerId,
): Promise<Omit<LoadedEntry, 'key'> | undefined> => {
  const [directory] = await context.getAllPresent([directoryQuery(context, league)]);
  if (directory?.kind !== 'value') return undefined;
  // Fresh for as long as the directory is, and no longer than a document of their own would be.
  const now = context.clock.now();
  const left = directory.entry.freshUntil - now;
  if (left <= 0) return undefined;
  const row = directory.value().players.find((player) => player.id === id);
  if (row?.from !== 'roster' || row.teamId === null || row.position === null) return undefined;
  const { name, teamId, position, jersey, status } = row;
  const { team, isFinal } = await teamById(context, league, teamId);
  const freshFor = isFinal ? left : Math.min(left, UNNAMED_TEAM_FRESH_MS);
  const value: Player = { id, name, league, team, position, jersey, status };
  const policy = playerPolicy(context.calendar, league, now);
  return {
    value,
    policy: { ...policy, freshFor: Math.min(policy.freshFor, freshFor) },
    scopes: [SCOPE.all, SCOPE.player(id), SCOPE.team(teamId)],
    loadedAt: directory.entry.loadedAt,
  };
};
