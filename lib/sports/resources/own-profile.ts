import { leagueOf } from '../leagues.ts';
import type { LeagueId, Player, PlayerId, TeamId, PlayerProfile } from '../model/index.ts';
import type { AthleteRecord } from '../upstream/index.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { profileOf } from './player-profile.ts';
import { rosterQuery } from './roster.ts';
import { teamsQuery } from './teams.ts';

export interface OwnDocument {
  readonly athlete: AthleteRecord;
  /** When it was read, epoch ms. */
  readonly readAt: number;
  /** The player as they were known before. */
  readonly held: Player | undefined;
}

/**
 * The profile in a player's own document. That names the college by its id alone and does not tell of injuries: both
 * come from what is held, the team's roster before anything else. Nothing is loaded.
 */
export const profileOfOwn = async (
  context: ResourceContext,
  league: LeagueId,
  { athlete: { id, teamId, profile }, readAt, held }: OwnDocument,
): Promise<PlayerProfile> => {
  const own = profileOf(league, readAt, profile);
  const member = teamId === null ? undefined : (await rosterMember(context, league, { team: teamId, id }))?.player;
  const injury = profile?.injury === undefined ? (member?.injury ?? null) : own.injury;
  const isNamed = own.college !== null || profile?.college == null;
  if (isNamed) return { ...own, injury };
  const college = member?.college ?? held?.college ?? (await collegeNamed(context, league, profile.college.id));
  return { ...own, college, injury };
};

export interface RosterMember {
  readonly player: Player;
  /** When the roster was loaded, and until when it is fresh; epoch ms. */
  readonly loadedAt: number;
  readonly freshUntil: number;
}

/** The player as the held roster of a team has them. Nothing is loaded. */
export const rosterMember = async (
  context: ResourceContext,
  league: LeagueId,
  { team, id }: { readonly team: TeamId; readonly id: PlayerId },
): Promise<RosterMember | undefined> => {
  const [roster] = await context.getAllPresent([rosterQuery(context, league, team)]);
  if (roster?.kind !== 'value') return undefined;
  const player = roster.value().players.find((each) => each.id === id);
  const { loadedAt, freshUntil } = roster.entry;
  return player && { player, loadedAt, freshUntil };
};

/** A college has one id, as a college and as a team of every sport; its place is its name: `Texas Tech`. */
const collegeNamed = async (context: ResourceContext, league: LeagueId, id: string | null): Promise<string | null> => {
  const lists: readonly LeagueId[] = leagueOf(league).college ? [league] : ['cfb', 'mbb'];
  for (const each of lists) {
    const list = await valueIfPresent(context, teamsQuery(context, each));
    const team = list?.teams.find((candidate) => candidate.id === id);
    if (team !== undefined && team.location !== '') return team.location;
  }
  return null;
};
