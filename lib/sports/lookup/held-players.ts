import {
  isUnderWay,
  minutes,
  type Answer,
  type Clock,
  type Found,
  type Query,
  type TieredCache,
} from '../../cache/index.ts';
import { currentSeason } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, ListedPlayer, PlayerId, Roster, StatLine, TeamRef, TeamList, Knows } from '../model/index.ts';
import { isActive, type Directory } from '../names/index.ts';
import type { Resources } from '../resources/index.ts';
import type { LeaderPage } from '../stats/index.ts';
import { candidateOfRow, knownTeamId } from './candidate.ts';
import { heldTablePages, type HeldTablePagesOptions } from './held-table-pages.ts';

/** A player as one of the cached lists or documents tells of them. */
export interface HeldPlayer extends ListedPlayer {
  readonly otherNames: readonly string[];
  readonly isActive: boolean;
}

export interface HeldPlayers {
  readonly knows: Knows;
  /** The same array for as long as the same entries are held. */
  readonly players: readonly HeldPlayer[];
  /** The lists that the players were read from. Documents of single players are left out: nobody has asked for them. */
  readonly lists: readonly Found<unknown>[];
}

export type HeldIn = (league: LeagueId) => Promise<HeldPlayers>;

export interface HeldPlayersOptions extends Pick<HeldTablePagesOptions, 'tableGroups'> {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'teams' | 'directory' | 'roster' | 'player' | 'statLine' | 'leaderPage'>;
  readonly clock: Clock;
  /** The players whom people ask about, the most popular first. */
  readonly popular: (league: LeagueId) => Promise<readonly PlayerId[]>;
  /** Of all leagues together; the league that nobody has asked about for longest is forgotten first. */
  readonly maxPlayers?: number;
}

// A directory has as many at the most. Colleges have more on their rosters: the first teams of the list are taken.
const MAX_PLAYERS = 15_000;
const MAX_POPULAR_PLAYERS = 100;
const ROSTERS_PER_READ = 250;
// Until it is looked again which rosters have been loaded since: a college league has hundreds of keys.
const LOOK_AGAIN_AFTER_MS = { some: minutes(5), nothing: minutes(1) };
// Of all leagues together: twice what five leagues have, and about 30 MB with their indexes.
const MAX_REMEMBERED_PLAYERS = 30_000;

/** What was made of a league's entries, and the entries. */
interface Remembered extends Pick<HeldPlayers, 'knows' | 'players'> {
  /** The tags of the entries, and when they were loaded. */
  readonly version: string;
  /** Where there was no directory: what was found, and when it was looked for (epoch ms). */
  readonly sources: readonly Query<unknown>[];
  readonly lookedAt: number;
}

type Present = Found<unknown> | undefined;

/**
 * The players of a league who are known without a provider call: from the directory, else from the rosters that are
 * held, the season's table, and the documents of those whom people ask about. They are put together again when an entry changes.
 *
 * @example
 * const heldIn = createHeldPlayers({ cache, resources, clock, popular: async () => [], tableGroups: () => [] });
 * const { knows, players } = await heldIn('nfl');
 */
export const createHeldPlayers = ({
  cache,
  resources,
  clock,
  popular,
  tableGroups,
  maxPlayers = MAX_REMEMBERED_PLAYERS,
}: HeldPlayersOptions): HeldIn => {
  /** The league asked for last comes last. */
  const remembered = new Map<LeagueId, Remembered>();

  const remember = (league: LeagueId, held: Remembered): Remembered => {
    remembered.delete(league);
    remembered.set(league, held);
    let total = [...remembered.values()].reduce((sum, { players }) => sum + players.length, 0);
    for (const [other, { players }] of remembered) {
      if (total <= maxPlayers || other === league) break;
      remembered.delete(other);
      total -= players.length;
    }
    return held;
  };

  const read = async (queries: readonly Query<unknown>[]): Promise<readonly Present[]> =>
    (await cache.getAllPresent(queries)).map(onlyFound);

  const fromDirectory = (league: LeagueId, directory: Found<Directory>, teams: Found<TeamList> | undefined) => {
    const version = versionOf([directory, teams]);
    const known = remembered.get(league);
    const held =
      known?.version === version
        ? known
        : { ...UNREAD, knows: 'all' as const, version, players: listed(directory, teams) };
    const { knows, players } = remember(league, held);
    return { knows, players, lists: teams === undefined ? [directory] : [directory, teams] };
  };

  /** The rosters that are held, the pages of the season's table, and the documents and lines of popular players. */
  const sourcesOf = async (
    league: LeagueId,
    teams: Found<TeamList> | undefined,
  ): Promise<readonly Query<unknown>[]> => {
    const season = currentSeason(leagueOf(league), clock.now());
    const ids = (await popular(league)).slice(0, MAX_POPULAR_PLAYERS);
    const rosters = (teams?.value().teams ?? []).map(({ id }) => resources.roster(league, id));
    const players = ids.flatMap((id): Query<unknown>[] => [
      resources.player(league, id),
      resources.statLine({ league, id, type: 'regular' }, season),
      resources.statLine({ league, id, type: 'regular' }, season - 1),
    ]);
    const tableOf = (year: number) => heldTablePages({ cache, resources, tableGroups }, league, year);
    const table = await tableOf(season);
    // Before the first game there is only last season's.
    return [...rosters, ...(table.length > 0 ? table : await tableOf(season - 1)), ...players];
  };

  const readAll = async (queries: readonly Query<unknown>[]): Promise<readonly Present[]> => {
    const found: Present[] = [];
    for (let start = 0; start < queries.length; start += ROSTERS_PER_READ) {
      found.push(...(await read(queries.slice(start, start + ROSTERS_PER_READ))));
    }
    return found;
  };

  const fromOthers = async (league: LeagueId, teams: Found<TeamList> | undefined): Promise<HeldPlayers> => {
    const before = remembered.get(league);
    const isRecent = before !== undefined && isStillLookedAt(before, clock.now());
    const asked = isRecent && before.sources.length > 0 ? before.sources : await sourcesOf(league, teams);
    const answers = isRecent && before.sources.length === 0 ? [] : await readAll(asked);
    const sources = asked.filter((_query, index) => answers[index] !== undefined);
    const found = answers.filter((answer) => answer !== undefined);
    const version = versionOf(found);
    const players = before?.version === version ? before.players : merged(league, found);
    const knows = players.length === 0 ? 'nothing' : 'some';
    const lookedAt = isRecent ? before.lookedAt : clock.now();
    remember(league, { knows, players, version, sources, lookedAt });
    return { knows, players, lists: found.filter(({ entry }) => !entry.scopes.some(isOfOnePlayer)) };
  };

  return async (league: LeagueId): Promise<HeldPlayers> => {
    const [teams, directory] = await read([
      resources.teams(league),
      ...(leagueOf(league).college ? [] : [resources.directory(league)]),
    ]);
    const list = teams as Found<TeamList> | undefined;
    return directory === undefined
      ? fromOthers(league, list)
      : fromDirectory(league, directory as Found<Directory>, list);
  };
};

const UNREAD = { sources: [], lookedAt: 0 };

const isStillLookedAt = ({ knows, lookedAt }: Remembered, now: number): boolean =>
  knows !== 'all' && isUnderWay(lookedAt + LOOK_AGAIN_AFTER_MS[knows], LOOK_AGAIN_AFTER_MS[knows], now);

const onlyFound = (answer: Answer<unknown> | undefined): Present => (answer?.kind === 'value' ? answer : undefined);

const versionOf = (answers: readonly Present[]): string =>
  answers.map((answer) => (answer === undefined ? '-' : `${answer.entry.etag}@${answer.entry.loadedAt}`)).join();

const isOfOnePlayer = (scope: string): boolean => scope.startsWith('player:');

const listed = (answer: Found<Directory>, teams: Found<TeamList> | undefined): readonly HeldPlayer[] => {
  const directory = answer.value();
  const refs = new Map<string, TeamRef>(
    teams?.value().teams.map(({ id, abbreviation, name }) => [id, { id, abbreviation, name }]),
  );
  return directory.players.map((row) => {
    const { id, name, otherNames, position, jersey, status } = row;
    const team = refs.get(knownTeamId(candidateOfRow(directory, row)) ?? '') ?? null;
    return { id, name, league: directory.league, team, position, jersey, status, otherNames, isActive: isActive(row) };
  });
};

/** One of each id: who is told of last is told of by the older entry, and does not count. */
const merged = (league: LeagueId, found: readonly Found<unknown>[]): readonly HeldPlayer[] => {
  const players = new Map<string, HeldPlayer>();
  const newest = found.toSorted((a, b) => b.entry.loadedAt - a.entry.loadedAt);
  // A table has no status, and its team may be one that the player has left: any other entry tells more.
  const tables = newest.flatMap(playersOfTable);
  for (const player of [...newest.flatMap(playersOf), ...tables]) {
    if (players.size >= MAX_PLAYERS) break;
    if (players.has(player.id)) continue;
    const { id, name, team = null, position, jersey = null, status = 'unknown' } = player;
    const isOn = team !== null || status === 'active';
    players.set(id, { id, name, league, team, position, jersey, status, otherNames: [], isActive: isOn });
  }
  return [...players.values()].sort((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
};

type Told = Pick<ListedPlayer, 'id' | 'name' | 'position'> & Partial<ListedPlayer>;

const playersOf = (answer: Found<unknown>): readonly Told[] => {
  const value = valueOf(answer);
  if (value === undefined || isTable(value)) return [];
  const { players, player } = value as Partial<Roster> & Partial<StatLine>;
  if (players !== undefined) return players;
  return player === undefined ? [value as ListedPlayer] : [player];
};

const playersOfTable = (answer: Found<unknown>): readonly Told[] => {
  const value = valueOf(answer);
  if (value === undefined || !isTable(value)) return [];
  const { ids, names, positions } = value;
  return ids.map((id, place) => ({ id, name: names[place] ?? '', position: positions[place] ?? null }));
};

const isTable = (value: unknown): value is LeaderPage => (value as Partial<LeaderPage>).ids !== undefined;

/** Undefined for what another release has written. */
const valueOf = (answer: Found<unknown>): unknown => {
  try {
    return answer.value();
  } catch {
    return undefined;
  }
};
