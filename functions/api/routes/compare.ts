import { compareLines } from '../../../lib/sports/stats/compare.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { CompareQuery } from '../../../lib/http/lazy-schemas.ts';
import { playersToPredictFrom, type BatchItem, type BatchStats } from '../../../lib/sports/lookup/stats-batch.ts';
import type { StatLine, ComparedCategories } from '../../../lib/sports/model/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import type { CompareAnswer, ComparedPlayer, Echo } from '../../../lib/http/answers/index.ts';
import { restsOn } from '../request/answers.ts';
import { missingResult } from '../request/missing-result.ts';
import { leagueIn, queryOf, type ApiEvent } from '../request/event.ts';
import {
  askListed,
  echoOf,
  isAnswered,
  listedPlayer,
  seasonMeant,
  type InvalidElement,
} from '../request/listed-players.ts';
import { seasonAsked } from '../request/season-asked.ts';

type CompareDeps = Pick<ApiDeps, 'seasons' | 'predictor'> & { readonly batch: Pick<BatchStats, 'ask'> };

/** Two to ten players side by side. For a player without a line the answer says why; the others are compared. */
export const compare = async (deps: CompareDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const { players, season: asked = 'current', type } = queryOf(event, CompareQuery);
  const listed = players.map(listedPlayer);
  const current = (): Promise<number> => seasonMeant(deps.seasons, league, listed, context.now);
  const season = await seasonAsked(league, asked, { now: context.now, current });
  const items = await askListed(deps.batch, listed, { league: league.id, season, type });
  const answered = items.filter(isAnswered);
  deps.predictor?.recordQuestion(league.id, { ...playersToPredictFrom(answered), season, type });
  const document = (): CompareAnswer => {
    const lines = answered.flatMap(({ outcome }) => (outcome.kind === 'ok' ? [outcome.answer.value()] : []));
    const categories = compareLines(league.id, lines);
    return {
      league: league.id,
      season,
      seasonType: type,
      players: items.map((item, index) => playerResult(item, echoOf(players[index]))),
      categories,
      note: noteOn(lines, categories),
    };
  };
  // The tags stand for the lines: a client that has the comparison costs no line that is parsed.
  const inTags = items.map((item, index) => playerTag(item, echoOf(players[index])));
  const tag = JSON.stringify([COMPARISON_VERSION, league.id, season, type, inTags]);
  return composedReply({ tag, text: () => JSON.stringify(document()) }, restsOn(answered), context);
};

// To be raised when the text changes that the same lines are compared to.
const COMPARISON_VERSION = 2;

const playerTag = (item: BatchItem | InvalidElement, query: Echo): unknown =>
  isAnswered(item) && item.outcome.kind === 'ok' ? [query, item.outcome.answer.entry.etag] : playerResult(item, query);

/** Why nothing stands side by side; null where something does. */
const noteOn = (lines: readonly StatLine[], categories: ComparedCategories): string | null => {
  if (Object.keys(categories).length > 0) return null;
  const players = [...new Map(lines.map((line) => [line.player.id, line])).values()];
  if (players.length < 2) return 'Fewer than two have a line to compare';
  const each = players.map(({ player, categories: own }) => `${player.name} has ${Object.keys(own).join(', ')}`);
  return `No two of these players share a stat: ${each.join('; ')}`;
};

const playerResult = (item: BatchItem | InvalidElement, query: Echo): ComparedPlayer => {
  if (!isAnswered(item)) return missingResult(query, item);
  const { outcome } = item;
  if (outcome.kind !== 'ok') return missingResult(query, outcome);
  const { player, teams, headline, missing } = outcome.answer.value();
  return { query, status: 'ok', player, teams, headline, ...(missing !== undefined && { missing }) };
};
