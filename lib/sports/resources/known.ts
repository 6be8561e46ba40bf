import type { LoadContext, Query, Recalled } from '../../cache/index.ts';
import { currentReason } from '../../ledgers/load-reason.ts';
import { currentSeason } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, PlayerId, Roster, TeamId, TeamList } from '../model/index.ts';
import { nameForm, nameKey, type Directory, type NameForm } from '../names/index.ts';
import type { ResourceContext, UnknownSubject } from './context.ts';
import { storedDirectory } from './directory-stored.ts';
import { entryKey } from './entry-key.ts';
import { careerKey, playerKey, seasonKey } from './stats-keys.ts';
import { stored } from './stored.ts';
import { toldOfName, toldOfPlayer } from './told.ts';

// Whether a subject is known is asked by loads alone, just before they ask the provider. Evidence is whatever the tiers
// still have, purged and expired entries included: a purge makes nobody unknown.

/** What is asked for by somebody, or was left to the queue by a question. All other loads name whom they know. */
const isAsked = (): boolean => currentReason() === 'ask' || currentReason() === 'refresh';

export interface Standing {
  /** Undefined: known. */
  readonly unknown: UnknownSubject | undefined;
}

const KNOWN: Standing = { unknown: undefined };

/** `call`: the load that is about to ask the provider. */
export const standingOfPlayer = async (
  context: ResourceContext,
  { league, id }: { readonly league: LeagueId; readonly id: PlayerId },
  call: LoadContext,
): Promise<Standing> =>
  askedNow(call, async () => {
    const told = await context.recallAll(evidenceOfPlayer(context, league, id));
    return told.some(isThere) ? KNOWN : standingInLists(context, league, (player) => player.id === id);
  });

/**
 * What there may be under a player's id: the document, the career, the lines that tables of the last seasons fill, and
 * that a search or a college's roster has told of the player.
 */
export const evidenceOfPlayer = (
  { clock }: Pick<ResourceContext, 'clock'>,
  league: LeagueId,
  id: PlayerId,
): readonly Query<unknown>[] => {
  const of = { league, id, type: 'regular' } as const;
  const season = currentSeason(leagueOf(league), clock.now());
  const keys = [playerKey(league, id), careerKey(of), seasonKey(of, season), seasonKey(of, season - 1)];
  return [...keys.map((key) => stored(league, key)), toldOfPlayer(league, id)];
};

export const standingOfName = async (
  context: ResourceContext,
  { league, name }: { readonly league: LeagueId; readonly name: NameForm },
  call: LoadContext,
): Promise<Standing> =>
  askedNow(call, async () => {
    const told = await context.recallAll([toldOfName(league, name)]);
    if (told.some(isThere)) return KNOWN;
    const wanted = nameKey({ base: name.base, suffix: null });
    const isMeant = (player: Listed): boolean => nameKey({ base: nameForm(player.name).base, suffix: null }) === wanted;
    // Whoever searches has looked the name up in the directory that is held.
    return standingInLists(context, league, isMeant, { isLookedUp: true });
  });

export const standingOfTeam = async (
  context: ResourceContext,
  { league, team }: { readonly league: LeagueId; readonly team: TeamId },
  call: LoadContext,
): Promise<Standing> =>
  askedNow(call, async () => {
    const [teams, directory] = await context.recallAll<unknown>([
      stored(league, entryKey(league, 'teams')),
      storedDirectory(context, league),
    ]);
    const listed = (teams?.value as TeamList | undefined)?.teams ?? [];
    return listed.some(({ id }) => id === team) ? KNOWN : { unknown: { league, hasDirectory: isHeld(directory) } };
  });

/** What is held under the key that is loaded tells of the subject as well. */
const askedNow = async (call: LoadContext, find: () => Promise<Standing>): Promise<Standing> => {
  if (!isAsked() || call.held().length > 0) return KNOWN;
  const standing = await find();
  // The load may have been given up meanwhile: nobody is asked for it any more.
  call.signal.throwIfAborted();
  return standing;
};

interface Listed {
  readonly id: PlayerId;
  readonly name: string;
}

/** Known where the directory lists such a player, or a roster does, which may have been loaded since. */
const standingInLists = async (
  context: ResourceContext,
  league: LeagueId,
  isMeant: (player: Listed) => boolean,
  { isLookedUp = false }: { readonly isLookedUp?: boolean } = {},
): Promise<Standing> => {
  // Colleges have no directory, and their rosters tell of their players one by one.
  if (leagueOf(league).college) return { unknown: { league, hasDirectory: false } };
  const [directory] = await context.recallAll<unknown>([storedDirectory(context, league)]);
  const isHeldNow = isHeld(directory);
  const { players = [] } = (directory?.value as Directory | undefined) ?? {};
  if (!(isLookedUp && isHeldNow) && players.some(isMeant)) return KNOWN;
  const rosters = await recalledRosters(context, league);
  if (rosters.some(({ players }) => players.some(isMeant))) return KNOWN;
  return { unknown: { league, hasDirectory: isHeldNow } };
};

const recalledRosters = async ({ recallAll }: ResourceContext, league: LeagueId): Promise<readonly Roster[]> => {
  const [list] = await recallAll<unknown>([stored(league, entryKey(league, 'teams'))]);
  const teams = (list?.value as TeamList | undefined)?.teams ?? [];
  if (teams.length === 0) return [];
  const rosters = await recallAll<unknown>(teams.map(({ id }) => stored(league, entryKey(league, 'roster', id))));
  return rosters.flatMap((roster) => (roster?.value as Roster | null | undefined) ?? []);
};

const isThere = (recalled: Recalled<unknown> | undefined): boolean => recalled?.value != null;

const isHeld = (recalled: Recalled<unknown> | undefined): boolean => isThere(recalled) && recalled?.isHidden === false;
