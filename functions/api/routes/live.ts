import type { Answer } from '../../../lib/cache/index.ts';
import type { Answers } from '../../../lib/http/answers/index.ts';
import { entryReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import type { ApiDeps } from '../request/deps.ts';
import { unavailable } from '../request/answers.ts';
import { leagueIn, queryOf, type ApiEvent } from '../request/event.ts';

/** The games of the day (football: week) and who is playing now. */
export const live = async ({ cache, resources }: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  queryOf(event, NoQuery);
  const answer: Answer<Answers['live']> = await cache.read(resources.live(league.id));
  switch (answer.kind) {
    case 'value':
      return entryReply(answer, context);
    case 'absent':
      throw unavailable({ kind: 'failed', error: new Error('No list of games') });
    case 'failed':
      throw unavailable(answer);
  }
};
