import { parseBody } from '../../../lib/http/input.ts';
import { composedReply, textOf, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery, StatsBatchBody } from '../../../lib/http/schemas.ts';
import { playersWithStats, type BatchItem } from '../../../lib/sports/lookup/index.ts';
import { failureReason } from '../../../lib/sports/failure-reason.ts';
import type { ApiDeps } from '../request/deps.ts';
import { ingredientsOf, suggestionsOf } from '../request/answers.ts';
import { leagueIn, namedForm, queryOf, type ApiEvent } from '../request/event.ts';
import { checkSeason } from './stats.ts';

export const statsBatch = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  queryOf(event, NoQuery);
  const { ids, names, season: asked, type } = parseBody(StatsBatchBody, event);
  const forms = names.map((text, index) => ({ text, form: namedForm(text, `names.${index}`) }));
  if (asked !== undefined) checkSeason(league, asked, context.now, 'season');
  const season = asked ?? (await deps.seasons.current(league.id));
  const items = await deps.batch.ask({
    league: league.id,
    ids,
    names: forms,
    season,
    type,
  });
  deps.predictor?.recordQuestion(league.id, { players: playersWithStats(items), season, type });
  const results = items.map(resultText).join(',');
  const text = `{"season":${season},"seasonType":${JSON.stringify(type)},"results":[${results}]}`;
  context.onFailed?.(items.filter(({ outcome }) => outcome.kind === 'failed').length);
  return composedReply(text, ingredientsOf(items), context);
};

const resultText = ({ subject, outcome }: BatchItem): string => {
  const query = JSON.stringify(subject);
  const result = (status: string, members: Readonly<Record<string, string>> = {}): string => {
    const extra = Object.entries(members).map(([name, json]) => `,${JSON.stringify(name)}:${json}`);
    return `{"query":${query},"status":${JSON.stringify(status)}${extra.join('')}}`;
  };
  switch (outcome.kind) {
    case 'ok':
      return result('ok', { stats: textOf(outcome.answer) });
    case 'player-not-found':
      return result('not-found');
    case 'none':
      return result('not-found', { suggestions: JSON.stringify(suggestionsOf(outcome.suggestions)) });
    case 'ambiguous':
      return result('ambiguous', { candidates: JSON.stringify(outcome.players) });
    case 'no-stats':
      return result('no-stats');
    case 'failed':
      return result('unavailable', { reason: JSON.stringify(failureReason(outcome.error).reason) });
  }
};
