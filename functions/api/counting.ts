import { farthest, type Ingredient } from '../../lib/http/cache-headers.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply, ReplyContext } from '../../lib/http/reply.ts';
import { findLeague } from '../../lib/sports/leagues.ts';
import type { Usage } from '../../lib/telemetry/usage.ts';

type CountedContext = ReplyContext & Required<Pick<ReplyContext, 'onAnswered' | 'onFailed'>>;

/** Counts what a question came to, from the very things its headers are made of. */
export const counted = async (
  usage: Pick<Usage, 'answered'>,
  leagueText: string | undefined,
  context: ReplyContext,
  route: (context: CountedContext) => Promise<Reply>,
): Promise<Reply> => {
  const entries: Ingredient[] = [];
  let far: Ingredient | undefined;
  let failed = 0;
  let bytes = 0;
  const told: CountedContext = {
    ...context,
    onAnswered(ingredients) {
      entries.push(...ingredients);
      far = farthest(context.tiers, ingredients);
    },
    onFailed: (parts) => void (failed += parts),
  };
  try {
    const reply = await route(told);
    bytes = bytesOf(reply);
    return reply;
  } catch (error) {
    if (error instanceof HttpProblem && error.code === 'upstream-unavailable') failed += 1;
    throw error;
  } finally {
    const league = findLeague(leagueText ?? '');
    if (league !== undefined) usage.answered(league.id, { entries, farthest: far, failed, bytes });
  }
};

const bytesOf = ({ body, isBase64Encoded }: Reply): number =>
  Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8');
