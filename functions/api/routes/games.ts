import type { Answers } from '../../../lib/http/answers/index.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import { GamesQuery } from '../../../lib/http/lazy-schemas.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { composedReply, entryReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import type { StatsOutcome } from '../../../lib/sports/lookup/index.ts';
import { isPlayerId, type GameLog, type LeagueId, type PlayerId } from '../../../lib/sports/model/index.ts';
import { isHinted } from '../../../lib/sports/names/hints.ts';
import { leadFrom, leadsOn } from '../../../lib/sports/lookup/leads-on.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { absent, noStatsMembers, unavailable } from '../request/answers.ts';
import { askByName } from '../request/ask-by-name.ts';
import type { ApiDeps } from '../request/deps.ts';
import { leagueIn, playerIn, queryOf, type ApiEvent } from '../request/event.ts';
import { seasonAsked } from '../request/season-asked.ts';

interface GamesAsked {
  readonly league: LeagueId;
  readonly season: number;
}

/** A player's games of one season, the latest first, or the `last` of them. The player by id, slug or name. */
export const games = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const player = playerIn(event);
  const { season: named = 'current', last, team, position } = queryOf(event, GamesQuery);
  const hints = { team, position };
  const current = (): Promise<number> => deps.seasons.current(league.id);
  const season = await seasonAsked(league, named, { now: context.now, current });
  if (!deps.upstream.can(league.id, 'gameLog')) {
    throw unavailable({ kind: 'failed', error: new UpstreamError('unsupported', `No ${league.id} game logs`) });
  }
  const asked: GamesAsked = { league: league.id, season };
  const { id, outcome, consulted }: Answered =
    isPlayerId(player) && !isHinted(hints)
      ? await askById(deps, asked, player)
      : await askByName(
          deps,
          { league: league.id, type: 'regular', text: player, hints },
          ({ id: found }) => deps.resources.gameLog({ league: league.id, id: found, season }),
          context,
        );
  if (outcome?.kind !== 'ok') throw noGames(outcome, { ...asked, id, consulted }, context);
  const { answer } = outcome;
  if (leadsOn(answer)) deps.predictor?.recordQuestion(league.id, leadFrom(id, answer));
  if (last === undefined) return entryReply(answer, context, consulted);
  const text = (): string => {
    const log = answer.value();
    return JSON.stringify({ ...log, games: log.games.slice(0, last) } satisfies Answers['games']);
  };
  return composedReply({ tag: `${answer.entry.etag} ${last}`, text }, { ingredients: [answer, ...consulted] }, context);
};

interface Answered {
  readonly id: PlayerId;
  readonly outcome: StatsOutcome<GameLog> | undefined;
  /** What a name was resolved by. */
  readonly consulted: readonly Ingredient[];
}

const askById = async (
  { lookup, resources }: ApiDeps,
  { league, season }: GamesAsked,
  id: PlayerId,
): Promise<Answered> => {
  const query = resources.gameLog({ league, id, season });
  const [outcome] = await lookup.ask([{ of: { league, id, type: 'regular' }, query }]);
  return { id, outcome, consulted: [] };
};

/** The problem for a player without games of the season. */
const noGames = (
  outcome: Exclude<Answered['outcome'], { kind: 'ok' }>,
  { league, season, id, consulted }: GamesAsked & Omit<Answered, 'outcome'>,
  context: ReplyContext,
): HttpProblem => {
  if (outcome === undefined) return new HttpProblem('internal-error', 'The games were not looked up');
  if (outcome.kind === 'failed') return unavailable(outcome);
  const { answer, document } = outcome;
  const ingredients = [answer, ...(document === undefined ? [] : [document]), ...consulted] as const;
  if (outcome.kind === 'player-not-found') {
    const detail = `The provider knows no ${league} player ${id}`;
    return absent('player-not-found', detail, { field: 'player', ingredients }, context);
  }
  const detail = `${outcome.player.name} (${id}) has no games in the season ${season}`;
  return absent('no-stats', detail, { field: 'season', ingredients, extra: noStatsMembers(outcome) }, context);
};
