import type { Failed } from '../../../lib/cache/index.ts';
import type { MissingResult } from '../../../lib/http/answers/index.ts';
import type { BatchOutcome } from '../../../lib/sports/lookup/index.ts';
import { noStatsMembers, reasonMembers, searchedIn, suggestionsOf } from './answers.ts';
import type { InvalidElement } from './listed-players.ts';

/** What to say of a player of a list who has no line. `query`: what stood in the request. */
export const missingResult = <Query>(
  query: Query,
  missing: InvalidElement | Exclude<BatchOutcome, { readonly kind: 'ok' }>,
): MissingResult<Query> => {
  switch (missing.kind) {
    case 'invalid':
      return { query, status: 'invalid', reason: missing.reason };
    case 'player-not-found':
      return { query, status: 'not-found' };
    case 'none': {
      const suggestions = suggestionsOf(missing.suggestions);
      return { query, status: 'not-found', suggestions, ...searchedIn(missing.searched) };
    }
    case 'ambiguous':
      return { query, status: 'ambiguous', candidates: missing.players, ...searchedIn(missing.searched) };
    case 'no-stats':
      return { query, status: 'no-stats', ...noStatsMembers(missing) };
    case 'failed':
      return { query, ...failedStatus(missing) };
  }
};

/** `pending` where the load goes on. */
const failedStatus = ({ error }: Failed) => {
  const members = reasonMembers(error);
  return { status: members.reason === 'still-loading' ? 'pending' : 'unavailable', ...members } as const;
};
