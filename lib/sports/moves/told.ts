import type { LeagueId, Team, TeamId, TeamRef, MovedPlayer, Move } from '../model/index.ts';
import { createNameIndex, type NameIndex } from '../names/name-index.ts';
import type { TransactionRecord } from '../upstream/index.ts';
import { kindOf } from './kind.ts';
import { namedIn, teamFinder, type Find } from './names-in-text.ts';

/** A player of a list that is held. */
interface KnownPlayer extends MovedPlayer {
  readonly otherNames: readonly string[];
}

/** What is held of a league. */
export interface KnownNames {
  readonly league: LeagueId;
  readonly teams: readonly Team[];
  readonly players: readonly KnownPlayer[];
}

/** Each move with the teams and players that its text names. A name that several share names nobody: none is guessed. */
export const toldMoves = (
  moves: readonly TransactionRecord[],
  { league, teams, players }: KnownNames,
): readonly Move[] => {
  const findTeams = teamFinder(league, teams);
  const index = indexOf(players);
  const find: Find<Named> = (letters) => {
    const anySuffix = { base: letters, suffix: null };
    const found = new Set([...index.byName(anySuffix), ...index.byOtherName(anySuffix)]);
    return [...[...found].map((player): Named => ({ player })), ...findTeams(letters).map((team): Named => ({ team }))];
  };
  const listed = new Map<TeamId, TeamRef>(teams.map(({ id, abbreviation, name }) => [id, { id, abbreviation, name }]));
  return moves.map(({ date, description, teamId }) => {
    const named = namedIn(description, find);
    const alone = named.flatMap((found) => (found.length === 1 ? found : []));
    const ids = [...(teamId === null ? [] : [teamId]), ...alone.flatMap((one) => ('team' in one ? [one.team] : []))];
    const people = new Map(alone.flatMap((one) => ('player' in one ? [[one.player.id, one.player] as const] : [])));
    return {
      date: dayOf(date),
      kind: kindOf(description),
      text: description,
      team: (teamId === null ? undefined : listed.get(teamId)) ?? null,
      teams: [...new Set(ids)].flatMap((id) => listed.get(id) ?? []),
      players: [...people.values()].map(({ id, name, position }) => ({ id, name, position })),
    };
  });
};

type Named = { readonly player: KnownPlayer } | { readonly team: TeamId };

/** `2026-11-20`, of epoch ms. Lists have midnight on the west coast, or in London: both are of that day in UTC. */
export const dayOf = (date: number): string => new Date(date).toISOString().slice(0, 10);

const indexes = new WeakMap<readonly KnownPlayer[], NameIndex<KnownPlayer>>();

/** Made once for each list of players, and remembered for as long as that is in memory. */
const indexOf = (players: readonly KnownPlayer[]): NameIndex<KnownPlayer> => {
  const known = indexes.get(players);
  if (known !== undefined) return known;
  const index = createNameIndex(players);
  indexes.set(players, index);
  return index;
};
