import { minutes, type LoadContext, type LoadedEntry, type Query } from '../../cache/index.ts';
import { listedPlayer, type LeagueId, type Player, type PlayerId, type TeamId } from '../model/index.ts';
import type { DirectoryPlayer } from '../names/index.ts';
import { playerPolicy, rosterPolicy } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import { latestOf, type ResourceContext } from './context.ts';
import { directoryQuery } from './directory.ts';
import { standingOfPlayer, type Standing } from './known.ts';
import { profileOfOwn, rosterMember, type RosterMember } from './own-profile.ts';
import { profileOf } from './player-profile.ts';
import { teamById } from './team-ref.ts';

export interface PlayerLoad {
  readonly league: LeagueId;
  readonly id: PlayerId;
  readonly query: Query<Player>;
  readonly standing: Standing | undefined;
}

// A document that was made while the list of teams, or all but the directory, could not be read is made again soon.
const INCOMPLETE_FRESH_MS = minutes(10);

/**
 * From the directory and the roster that lists the player, where both are held, else from the provider. A player whom a
 * roster vouches for is told by the directory's row alone, without a profile, rather than not at all.
 */
export const loadPlayer = async (
  context: ResourceContext,
  { league, id, query, standing }: PlayerLoad,
  call: LoadContext,
): Promise<readonly LoadedEntry[]> => {
  const { key } = query;
  const row = await rowFromRoster(context, league, id);
  if (row?.member !== undefined) return [{ ...(await entryOfRow(context, league, row)), key }];
  try {
    const own = await loadOwn(context, { league, id, query, standing }, call);
    if (own.length > 0 || row === undefined) return own;
  } catch (error) {
    if (row === undefined || call.signal.aborted) throw error;
  }
  return [{ ...(await entryOfRow(context, league, row)), key }];
};

/** From the player's own document. */
const loadOwn = async (
  context: ResourceContext,
  { league, id, query: { key, scopes }, standing }: PlayerLoad,
  call: LoadContext,
): Promise<readonly LoadedEntry[]> => {
  const { upstream, calendar, clock } = context;
  const { unknown } = standing ?? (await standingOfPlayer(context, { league, id }, call));
  const athlete = await context.payFor(unknown, () => upstream.player(league, id, call));
  if (athlete === null) return [];
  const readAt = clock.now();
  const { teamId, profile } = athlete;
  const known = teamId === null ? undefined : await teamById(context, league, teamId);
  const held = latestOf(call.held()) as Player | undefined;
  const value: Player = {
    ...listedPlayer({ ...athlete, league, team: known?.team ?? null }),
    ...(await profileOfOwn(context, league, { athlete, readAt, held })),
  };
  // A trade purges the team that the player leaves, and only now is it known which team that would be.
  const ownScopes = teamId === null ? scopes : [...scopes, SCOPE.team(teamId)];
  const policy = playerPolicy(calendar, league, clock.now());
  const freshFor = known?.isFinal === false ? INCOMPLETE_FRESH_MS : policy.freshFor;
  const witness = profile?.experience == null ? {} : { witness: String(profile.experience) };
  const own = { ...policy, freshFor: Math.min(policy.freshFor, freshFor) };
  return [{ key, value, policy: own, scopes: ownScopes, ...witness }];
};

/** What the directory has of a player from a roster. */
interface RosterRow {
  readonly row: DirectoryPlayer & { readonly teamId: TeamId; readonly position: string };
  /** As the roster has them, where that is held. */
  readonly member: RosterMember | undefined;
  /** Epoch ms. */
  readonly loadedAt: number;
  readonly freshUntil: number;
}

/**
 * Without a call. Undefined where no roster has vouched for the player, or the directory is stale or purged. While it is
 * made again it still tells in whose roster to look: one that is served by itself, and lists the player, vouches for them.
 */
const rowFromRoster = async (
  context: ResourceContext,
  league: LeagueId,
  id: PlayerId,
): Promise<RosterRow | undefined> => {
  const [directory] = await context.recallAll([directoryQuery(context, league)]);
  if (directory?.value == null) return undefined;
  const { loadedAt, freshUntil, isHidden } = directory;
  const row = directory.value.players.find((player) => player.id === id);
  if (row?.from !== 'roster') return undefined;
  const { teamId, position } = row;
  if (teamId === null || position === null) return undefined;
  const known = { ...row, teamId, position };
  const member = await rosterMember(context, league, { team: teamId, id });
  const now = context.clock.now();
  if (!isHidden && freshUntil > now) return { row: known, member, loadedAt, freshUntil };
  if (member === undefined) return undefined;
  const servedUntil = member.freshUntil + rosterPolicy(context.calendar, league, now).staleWhileRevalidate;
  return servedUntil > now ? { row: known, member, loadedAt: member.loadedAt, freshUntil: servedUntil } : undefined;
};

/** Fresh for as long as directory and roster are, and no longer than a document of their own would be. */
const entryOfRow = async (
  context: ResourceContext,
  league: LeagueId,
  { row, member, loadedAt, freshUntil }: RosterRow,
): Promise<Omit<LoadedEntry, 'key'>> => {
  const { id, teamId } = row;
  const { team, isFinal } = await teamById(context, league, teamId);
  const now = context.clock.now();
  const policy = playerPolicy(context.calendar, league, now);
  // An injury is told as the roster tells it. A stale roster is loaded again soon.
  const untilRoster = Math.max((member?.freshUntil ?? 0) - now, INCOMPLETE_FRESH_MS);
  const freshFor = Math.min(policy.freshFor, freshUntil - now, isFinal ? untilRoster : INCOMPLETE_FRESH_MS);
  return {
    value: {
      ...(member?.player ?? { ...listedPlayer({ ...row, league, team }), ...profileOf(league, now) }),
      team,
    } satisfies Player,
    policy: { ...policy, freshFor },
    scopes: [SCOPE.all, SCOPE.player(id), SCOPE.team(teamId)],
    loadedAt,
  };
};
