import { lazy } from '../../../lib/async/lazy.ts';
import type { Found } from '../../../lib/cache/index.ts';
import { parseBody } from '../../../lib/http/input.ts';
import { composedReply, inPieces, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { StatsBatchBody, StatsBatchQuery } from '../../../lib/http/lazy-schemas.ts';
import { playersToPredictFrom, type BatchItem } from '../../../lib/sports/lookup/stats-batch.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import type { BatchQuery, StatLabels } from '../../../lib/http/answers/index.ts';
import { restsOn } from '../request/answers.ts';
import { leagueIn, queryOf, type ApiEvent } from '../request/event.ts';
import {
  askListed,
  echoOf,
  isAnswered,
  listedId,
  listedName,
  seasonMeant,
  type InvalidElement,
} from '../request/listed-players.ts';
import { missingResult } from '../request/missing-result.ts';
import { seasonAsked } from '../request/season-asked.ts';

export const statsBatch = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const { include } = queryOf(event, StatsBatchQuery);
  const { ids, names, season: asked = 'current', type } = parseBody(StatsBatchBody, event);
  const listed = [...ids.map(listedId), ...names.map(listedName)];
  const current = (): Promise<number> => seasonMeant(deps.seasons, league, listed, context.now);
  const season = await seasonAsked(league, asked, { now: context.now, current });
  const items = await askListed(deps.batch, listed, { league: league.id, season, type });
  const answered = items.filter(isAnswered);
  deps.predictor?.recordQuestion(league.id, { ...playersToPredictFrom(answered), season, type });
  const queryOfItem = (index: number): BatchQuery =>
    index < ids.length ? { id: echoOf(ids[index]) } : { name: echoOf(names[index - ids.length]) };
  const pieces: (string | Found<unknown>)[] = [`{"season":${season},"seasonType":${JSON.stringify(type)},"results":[`];
  for (const [index, item] of items.entries()) {
    if (index > 0) pieces.push(',');
    pieces.push(...resultPieces(item, () => queryOfItem(index)));
  }
  const tail = include === undefined ? ']}' : `],"labels":${JSON.stringify(await labelsIn(league.id, answered))}}`;
  return composedReply(inPieces([...pieces, tail]), restsOn(answered), context);
};

const labels = lazy(() => import('../request/labels.ts'));

/** The labels of every stat of the batch. */
const labelsIn = async (league: LeagueId, items: readonly BatchItem[]): Promise<StatLabels> => {
  const { labelsOf } = await labels();
  return labelsOf(
    league,
    items.flatMap(({ outcome }) => (outcome.kind === 'ok' ? [outcome.answer.value()] : [])),
  );
};

const resultPieces = (
  item: BatchItem | InvalidElement,
  asked: () => BatchQuery,
): readonly (string | Found<unknown>)[] => {
  if (!isAnswered(item)) return [JSON.stringify(missingResult(asked(), item))];
  const { subject, outcome } = item;
  if (outcome.kind !== 'ok') return [JSON.stringify(missingResult(subject, outcome))];
  // An id is digits.
  const query = 'id' in subject ? `{"id":"${subject.id}"}` : JSON.stringify(subject);
  return [`{"query":${query},"status":"ok","stats":`, outcome.answer, '}'];
};
