import type { Found } from '../../../lib/cache/index.ts';
import { parseBody } from '../../../lib/http/input.ts';
import { composedReply, inPieces, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { StatsBatchBody, StatsBatchQuery } from '../../../lib/http/lazy-schemas.ts';
import { playersWithStats, type BatchItem } from '../../../lib/sports/lookup/stats-batch.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import { failedStatus, noStatsMembers, restsOn, searchedIn, suggestionsOf } from '../request/answers.ts';
import { leagueIn, queryOf, type ApiEvent } from '../request/event.ts';
import type { StatLabels } from '../request/labels.ts';
import {
  askListed,
  echoOf,
  isAnswered,
  listedId,
  listedName,
  seasonMeant,
  type InvalidElement,
} from '../request/listed-players.ts';
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
  deps.predictor?.recordQuestion(league.id, { players: playersWithStats(answered), season, type });
  const queries = [...ids.map((id) => ({ id: echoOf(id) })), ...names.map((name) => ({ name: echoOf(name) }))];
  const results = items.flatMap((item, index) => [index === 0 ? '' : ',', ...resultPieces(item, queries[index])]);
  const head = `{"season":${season},"seasonType":${JSON.stringify(type)},"results":[`;
  const tail = include === undefined ? ']}' : `],"labels":${JSON.stringify(await labelsIn(league.id, answered))}}`;
  return composedReply(inPieces([head, ...results, tail]), restsOn(answered), context);
};

/** The labels of every stat of the batch. */
const labelsIn = async (league: LeagueId, items: readonly BatchItem[]): Promise<StatLabels> => {
  const { labelsOf } = await import('../request/labels.ts');
  return labelsOf(
    league,
    items.flatMap(({ outcome }) => (outcome.kind === 'ok' ? [outcome.answer.value()] : [])),
  );
};

/** `query` is what stood in the request. */
const resultPieces = (
  item: BatchItem | InvalidElement,
  asked: object | undefined,
): readonly (string | Found<unknown>)[] => {
  const query = JSON.stringify(isAnswered(item) ? item.subject : asked);
  const result = (status: string, members: Readonly<Record<string, string | Found<unknown>>> = {}) => [
    `{"query":${query},"status":${JSON.stringify(status)}`,
    ...Object.entries(members).flatMap(([name, json]) => [`,${JSON.stringify(name)}:`, json]),
    '}',
  ];
  if (!isAnswered(item)) return result('invalid', { reason: JSON.stringify(item.reason) });
  const { outcome } = item;
  switch (outcome.kind) {
    case 'ok':
      return result('ok', { stats: outcome.answer });
    case 'player-not-found':
      return result('not-found');
    case 'none':
      return result('not-found', {
        suggestions: JSON.stringify(suggestionsOf(outcome.suggestions)),
        ...textsOf(searchedIn(outcome.searched)),
      });
    case 'ambiguous':
      return result('ambiguous', {
        candidates: JSON.stringify(outcome.players),
        ...textsOf(searchedIn(outcome.searched)),
      });
    case 'no-stats':
      return result('no-stats', textsOf(noStatsMembers(outcome)));
    case 'failed': {
      const { status, ...members } = failedStatus(outcome);
      return result(status, textsOf(members));
    }
  }
};

const textsOf = (members: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, JSON.stringify(value)]));
