import type { Absent, Answer, Clock, Failed, Found, Query, TieredCache } from '../../cache/index.ts';
import type { LeagueId, Player, Roster, StatLine, TeamId, TeamList } from '../model/index.ts';
import type { Resources, TeamDocument } from '../resources/index.ts';
import type { Upstream } from '../upstream/index.ts';
import { callsForLine, paysAgainIn } from './card-calls.ts';
import type { HeldGames } from './card-games.ts';

export interface CardPartsOptions {
  readonly cache: Pick<TieredCache, 'read' | 'getAllPresent'>;
  readonly resources: Pick<Resources, 'teams' | 'roster' | 'live' | 'gameLog' | 'teamDocument'>;
  readonly upstream: Pick<Upstream, 'can'>;
  readonly clock: Clock;
}

export interface CardPartsOf {
  readonly league: LeagueId;
  /** The season that is played now. */
  readonly current: number;
  readonly document: Found<Player>;
  /** The line, or that there is none; undefined where it could not be had. */
  readonly line: Found<StatLine> | Absent | undefined;
  /** What a name was resolved by. */
  readonly consulted: readonly (Found<unknown> | Absent)[];
}

/** Everything but the player and their line: what is held, and one team's document where the card may cost that call. */
export interface CardParts {
  readonly teams: Found<TeamList> | undefined;
  readonly roster: Found<Roster> | undefined;
  /** Undefined for a player without a team. */
  readonly games: HeldGames | undefined;
  /** Why there is no document of the team; undefined where there is one, or none that could be. */
  readonly withoutDocument: WithoutDocument | undefined;
}

export type WithoutDocument =
  | Failed
  | Absent
  | { readonly kind: 'not-offered' }
  /** The card has cost enough; `again`: milliseconds until it may cost more. */
  | { readonly kind: 'too-many-calls'; readonly again: number };

export const readCardParts = async (options: CardPartsOptions, of: CardPartsOf): Promise<CardParts> => {
  const { cache, resources, upstream, clock } = options;
  const { league, current } = of;
  const { id, team } = of.document.value();
  const teamsQuery = resources.teams(league);
  const liveQuery = upstream.can(league, 'live') ? resources.live(league) : undefined;
  const logQuery = upstream.can(league, 'gameLog') ? resources.gameLog({ league, id, season: current }) : undefined;
  const rosterQuery = team === null ? undefined : resources.roster(league, team.id);
  const documentQuery = team === null ? undefined : resources.teamDocument(league, team.id);
  const held = await presentIn(cache, [teamsQuery, rosterQuery, documentQuery, liveQuery, logQuery]);
  const teams = held(teamsQuery);
  if (team === null) return { teams, roster: undefined, games: undefined, withoutDocument: undefined };
  const document = await teamDocumentOf(options, of, {
    team: team.id,
    teams,
    held: held(documentQuery),
  });
  const names = teams === undefined ? undefined : namesIn(teams.value());
  const games: HeldGames = {
    team: team.id,
    live: held(liveQuery),
    document: document.kind === 'value' ? document : undefined,
    log: held(logQuery),
    nameOf: (each) => names?.get(each) ?? '',
    now: clock.now(),
  };
  const roster = held(rosterQuery);
  return { teams, roster, games, withoutDocument: document.kind === 'value' ? undefined : document };
};

const namesByList = new WeakMap<TeamList, ReadonlyMap<TeamId, string>>();

/** The teams' names, for as long as the list is the same. */
const namesIn = (list: TeamList): ReadonlyMap<TeamId, string> => {
  const known = namesByList.get(list);
  if (known !== undefined) return known;
  const names = new Map(list.teams.map(({ id, name }) => [id, name]));
  namesByList.set(list, names);
  return names;
};

interface HeldDocument {
  readonly team: TeamId;
  readonly teams: Found<TeamList> | undefined;
  readonly held: Found<TeamDocument> | undefined;
}

/** The held one while it is fresh, or where the card costs enough without it. */
const teamDocumentOf = async (
  { cache, resources, upstream, clock }: CardPartsOptions,
  { league, document, line, consulted }: CardPartsOf,
  { team, teams, held }: HeldDocument,
): Promise<Answer<TeamDocument> | WithoutDocument> => {
  if (!upstream.can(league, 'team')) return { kind: 'not-offered' };
  const now = clock.now();
  if (held !== undefined && now < held.entry.freshUntil) return held;
  const single = new Set<Absent | Found<unknown>>([document, ...consulted, ...(teams === undefined ? [] : [teams])]);
  const forLine = line?.kind === 'value' ? callsForLine(line.value()) : 1;
  const paid = [
    ...[...single].map((answer) => ({ answer, calls: 1 })),
    ...(line === undefined ? [] : [{ answer: line, calls: forLine }]),
    // What was loaded before anybody asked is no price of a card.
  ].filter(({ answer }) => answer.entry.loadReason === undefined);
  const again = paysAgainIn(
    paid.map(({ answer, calls }) => ({ loadedAt: answer.entry.loadedAt, calls })),
    now,
  );
  if (again > 0) return held ?? { kind: 'too-many-calls', again };
  return cache.read(resources.teamDocument(league, team));
};

/** What is held of some queries, by query. */
const presentIn = async (
  cache: Pick<TieredCache, 'getAllPresent'>,
  wanted: readonly (Query<unknown> | undefined)[],
) => {
  const queries = wanted.filter((query) => query !== undefined);
  const answers = await cache.getAllPresent(queries);
  return <V>(query: Query<V> | undefined): Found<V> | undefined => {
    const answer = query && answers[queries.indexOf(query)];
    return answer?.kind === 'value' ? (answer as Found<V>) : undefined;
  };
};
