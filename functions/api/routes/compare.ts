import { compareLines } from '../../../lib/sports/stats/compare.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { CompareQuery } from '../../../lib/http/schemas.ts';
import { playersWithStats, type BatchItem, type BatchRequest } from '../../../lib/sports/lookup/index.ts';
import { failureReason } from '../../../lib/sports/failure-reason.ts';
import { parsePlayerId } from '../../../lib/sports/model.ts';
import type { ApiDeps } from '../request/deps.ts';
import { ingredientsOf, suggestionsOf } from '../request/answers.ts';
import { leagueIn, namedForm, queryOf, type ApiEvent } from '../request/event.ts';
import { checkSeason } from './stats.ts';

type CompareDeps = Pick<ApiDeps, 'batch' | 'seasons' | 'predictor'>;

/** Two to ten players side by side. For a player without a line the answer says why; the others are compared. */
export const compare = async (deps: CompareDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const { players, season: asked, type } = queryOf(event, CompareQuery);
  const request = { league: league.id, type, ...subjectsOf(players) };
  if (asked !== undefined) checkSeason(league, asked, context.now, 'season');
  const season = asked ?? (await deps.seasons.current(league.id));
  const answers = await deps.batch.ask({ ...request, season });
  deps.predictor?.recordQuestion(league.id, { players: playersWithStats(answers), season, type });
  const items = inOrderAsked(players, answers);
  const lines = items.flatMap(({ item }) => (item.outcome.kind === 'ok' ? [item.outcome.answer.value()] : []));
  const document = {
    league: league.id,
    season,
    seasonType: type,
    players: items.map(playerResult),
    categories: compareLines(league.id, lines),
  };
  context.onFailed?.(answers.filter(({ outcome }) => outcome.kind === 'failed').length);
  return composedReply(JSON.stringify(document), ingredientsOf(answers), context);
};

const subjectsOf = (players: readonly string[]): Pick<BatchRequest, 'ids' | 'names'> => ({
  ids: players.flatMap((text) => parsePlayerId(text) ?? []),
  names: players
    .filter((text) => parsePlayerId(text) === undefined)
    .map((text) => ({ text, form: namedForm(text, 'players') })),
});

interface AskedItem {
  readonly query: string;
  readonly item: BatchItem;
}

/** A batch answers ids first, then names; this restores the order of the query. */
const inOrderAsked = (players: readonly string[], answers: readonly BatchItem[]): readonly AskedItem[] => {
  const ids = answers.filter(({ subject }) => 'id' in subject).values();
  const names = answers.filter(({ subject }) => 'name' in subject).values();
  return players.flatMap((query) => {
    const { value: item } = parsePlayerId(query) === undefined ? names.next() : ids.next();
    return item === undefined ? [] : [{ query, item }];
  });
};

const playerResult = ({ query, item: { outcome } }: AskedItem): object => {
  switch (outcome.kind) {
    case 'ok': {
      const { player, teams } = outcome.answer.value();
      return { query, status: 'ok', player, teams };
    }
    case 'player-not-found':
      return { query, status: 'not-found' };
    case 'none':
      return { query, status: 'not-found', suggestions: suggestionsOf(outcome.suggestions) };
    case 'ambiguous':
      return { query, status: 'ambiguous', candidates: outcome.players };
    case 'no-stats':
      return { query, status: 'no-stats' };
    case 'failed':
      return { query, status: 'unavailable', reason: failureReason(outcome.error).reason };
  }
};
