import { hours, minutes } from '../../cache/index.ts';
import { lastEnd } from '../games/index.ts';
import type { LeagueId, TeamId, LiveState } from '../model/index.ts';
import type { TeamDocument } from '../resources/index.ts';
import { getCached, valueOf, workOf, type CachedQuery, type Tried, type WorkItem } from './cached.ts';
import type { PlayerQueries, PlayerSnapshotContext } from './player-snapshot.ts';

/** A team's document, where the team has played a moment ago. */
export interface PlayedTeam extends CachedQuery<TeamDocument> {
  /** From when on (epoch ms) a provider has counted the game. */
  readonly countedFrom: number;
}

interface LeagueNow {
  /** The most popular first. */
  readonly players: readonly PlayerQueries[];
  readonly live: CachedQuery<LiveState> | undefined;
  /** Epoch ms. */
  readonly now: number;
}

// Those whose cards are asked for. Of the others a card loads the document, for one call.
const PLAYERS = 25;
const COUNTED_AFTER_MS = minutes(30);
// A document that cannot be had is not tried for longer: a card says so.
const TRIED_FOR_MS = hours(1);

/** The documents of the popular players' teams whose game has ended and is counted by now. */
export const playedTeams = async (
  { cache, resources, upstream }: PlayerSnapshotContext,
  league: LeagueId,
  { players, live, now }: LeagueNow,
): Promise<readonly PlayedTeam[]> => {
  const games = valueOf(live);
  if (games === undefined || !upstream.can(league, 'team')) return [];
  const teams = new Set(players.slice(0, PLAYERS).flatMap((player) => teamOf(player) ?? []));
  const played = [...teams].flatMap((team) => {
    const countedFrom = (lastEnd(games, team, { since: now, now }) ?? -Infinity) + COUNTED_AFTER_MS;
    return countedFrom <= now && now < countedFrom + TRIED_FOR_MS ? [{ team, countedFrom }] : [];
  });
  const found = await getCached(
    cache,
    played.map(({ team }) => resources.teamDocument(league, team)),
  );
  return found.map((each, index) => ({ ...each, countedFrom: played[index]?.countedFrom ?? now }));
};

const teamOf = ({ document, stats }: PlayerQueries): TeamId | undefined =>
  valueOf(document)?.team?.id ?? valueOf(stats[0]?.line)?.teams.at(-1)?.id;

/** One call a team and game, in leagues that somebody asks about. */
export const planTeamDocuments = (
  { teamDocuments, followsGames }: { readonly teamDocuments: readonly PlayedTeam[]; readonly followsGames: boolean },
  tried: Tried,
): readonly WorkItem[] =>
  followsGames
    ? teamDocuments
        .filter(({ query, cached, countedFrom }) => !tried.has(query.key) && (cached?.loadedAt ?? 0) < countedFrom)
        .map((each) => workOf(each, { calls: 1 }))
    : [];
