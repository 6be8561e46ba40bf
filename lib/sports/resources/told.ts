import { days, type CacheKey, type LoadedEntry, type Policy, type Query } from '../../cache/index.ts';
import type { LeagueId, PlayerId } from '../model/index.ts';
import { nameForm, nameKey, type NameForm } from '../names/index.ts';
import type { ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';

/** A player that a list names: the members of a roster, the hits of a search. */
interface NamedPlayer {
  readonly id: PlayerId;
  readonly name: string;
}

// As long as a line of a finished season lives. It has no scope: a purge does not make a player unknown.
const TOLD: Policy = { freshFor: days(30), staleWhileRevalidate: 0, staleIfError: days(30), absentFor: 0 };

/** That a list has told of a player by this id. */
export const toldOfPlayer = (league: LeagueId, id: PlayerId): Query<true> => toldQuery(league, id);

/** That a list has told of a player by this name. */
export const toldOfName = (league: LeagueId, name: NameForm): Query<true> => toldQuery(league, keyOfName(name));

/** Entries that say that these players have been told of, and their names. */
export const toldOf = (league: LeagueId, players: readonly NamedPlayer[]): readonly LoadedEntry[] => {
  const keys = players.flatMap(({ id, name }) => keysOf(league, id, name));
  return [...new Set(keys)].map((key) => ({ key, value: true, policy: TOLD, scopes: [] }));
};

/** The same without those that are there already: the tiers are read once, and written for who is new. */
export const newlyToldOf = async (
  { getAllPresent }: Pick<ResourceContext, 'getAllPresent'>,
  league: LeagueId,
  players: readonly NamedPlayer[],
): Promise<readonly LoadedEntry[]> => {
  const entries = toldOf(league, players);
  const present = await getAllPresent(entries.map(({ key }) => queryFor(league, key)));
  return entries.filter((_entry, index) => present[index] === undefined);
};

// No player's name is longer; a provider's mistake may be, and would be no key.
const MAX_NAME_LENGTH = 80;

const keysOf = (league: LeagueId, id: PlayerId, name: string): readonly CacheKey[] => {
  const key = name.length > MAX_NAME_LENGTH ? '' : keyOfName(nameForm(name));
  return key === '' ? [toldKey(league, id)] : [toldKey(league, id), toldKey(league, key)];
};

// Searches are made without suffixes.
const keyOfName = ({ base }: NameForm): string => nameKey({ base, suffix: null });

// An id has digits only, and a name's key a letter.
const toldKey = (league: LeagueId, what: string): CacheKey => entryKey(league, 'told', what);

const toldQuery = (league: LeagueId, what: string): Query<true> => queryFor(league, toldKey(league, what));

const queryFor = (league: LeagueId, key: CacheKey): Query<true> => ({
  key,
  namespace: league,
  policy: TOLD,
  scopes: [],
  source: { key, load: () => Promise.reject(new Error('Only a list tells of a player')) },
  decode: () => true,
});
