import { minutes, type LoadContext, type LoadResult, type Policy, type Query } from '../../cache/index.ts';
import { isFinished } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import type { GameLog, Player, TeamId } from '../model/index.ts';
import { currentPolicy, FINISHED_STATS } from '../stats/index.ts';
import { UpstreamError } from '../upstream/index.ts';
import { inDoubt, latestOf, valueIfPresent, valueOrNull, type ResourceContext } from './context.ts';
import { gameLogDoubt } from './game-log-doubt.ts';
import { knownPlayer } from './known-player.ts';
import { standingOfPlayer } from './known.ts';
import { liveQuery } from './live.ts';
import { playerQuery } from './player.ts';
import { scopesOf, type GameLogOf } from './stats-keys.ts';
import { teamsQuery } from './teams.ts';

export interface GameLogLoad {
  readonly of: GameLogOf;
  readonly query: Query<GameLog>;
}

// As long as a player's own absence is believed, even where that of a finished season's games lasts longer.
const UNKNOWN_PLAYER_MS = minutes(10);

/**
 * The player is read first, from what is held where there is anything: a log does not say whose it is, and one that is
 * paid for and has no name would be thrown away.
 */
export const loadGameLog = async (
  context: ResourceContext,
  { of, query }: GameLogLoad,
  call: LoadContext,
): Promise<LoadResult> => {
  const { league, id, season } = of;
  const { upstream } = context;
  if (!upstream.can(league, 'gameLog')) throw new UpstreamError('unsupported', `There are no ${league} game logs`);
  const standing = await standingOfPlayer(context, of, call);
  const player = await valueOrNull(context.read(playerQuery(context, league, id, standing)));
  if (player === null) return { loaded: [], absentFor: UNKNOWN_PLAYER_MS };
  const record = await upstream.gameLog(league, { id, season }, call);
  const { buildGames } = await import('../stats/game-log.ts');
  const games = record === null ? [] : buildGames(record, await teamNames(context, player));
  const before = latestOf(call.held()) as GameLog | undefined;
  const doubt = await gameLogDoubt(context, of, { games, before, isEmptyLog: record !== null && games.length === 0 });
  if (games.length === 0) return inDoubt([], doubt);
  const known = await knownPlayer(context, of);
  const position = player.position ?? known.position;
  const value: GameLog = { player: { id, name: player.name, position }, league, season, games };
  const teams = [games[0]?.team.id, player.team?.id, known.teamId].filter((team) => team !== undefined);
  const policy = await logPolicy(context, of, new Set(teams));
  return inDoubt([{ key: query.key, value, policy, scopes: scopesOf(of) }], doubt);
};

const logPolicy = async (
  context: ResourceContext,
  { league, season }: GameLogOf,
  teams: ReadonlySet<TeamId>,
): Promise<Policy> => {
  const now = context.clock.now();
  if (isFinished(leagueOf(league), season, now)) return FINISHED_STATS;
  return currentPolicy(await valueIfPresent(context, liveQuery(context, league)), teams, now);
};

/** From what is held: nothing is loaded for a name. */
const teamNames = async (context: ResourceContext, { league, team }: Player): Promise<ReadonlyMap<TeamId, string>> => {
  const list = await valueIfPresent(context, teamsQuery(context, league));
  const known = [...(team === null ? [] : [team]), ...(list?.teams ?? [])];
  return new Map(known.filter(({ name }) => name !== '').map(({ id, name }) => [id, name]));
};
