import type { Failed } from '../../../lib/cache/index.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import type { ProblemExtras, Searched, UnavailableBecause, WithoutStats } from '../../../lib/http/answers/index.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { answeredHeaders, type ReplyContext, type RestsOn } from '../../../lib/http/reply.ts';
import type { AllowanceName } from '../../../lib/ledgers/payer.ts';
import { failureReason, UpstreamError } from '../../../lib/sports/upstream/index.ts';
import type { BatchItem, NoStats } from '../../../lib/sports/lookup/index.ts';
import type { SearchedIn, Suggestion } from '../../../lib/sports/model/index.ts';

// Long enough for a provider to come back, short enough for a person to wait.
const RETRY_AFTER_SECONDS = 5;

const WHY: Readonly<Partial<Record<string, string>>> = {
  'over-budget': 'the provider budget is exhausted',
  'ledger-unavailable': 'calls to the provider cannot be counted now',
  'provider-unavailable': 'the provider is out of order',
  contradicted: 'the provider sent an answer that cannot be true',
};

/** Whose calls are spent. */
const WHOSE: Readonly<Record<AllowanceName, string>> = {
  unknown: 'this player, team or name is not known yet, and the calls for those are spent for now',
  key: 'the share of this key in the provider budget is spent',
};

/** Why a load failed and, where a budget refused it, whose that was. */
export const reasonMembers = (error: unknown): UnavailableBecause => {
  const { reason } = failureReason(error);
  return reason === 'over-budget' ? { reason, allowance: allowanceIn(error) ?? 'all' } : { reason };
};

const allowanceIn = (error: unknown): AllowanceName | undefined =>
  error instanceof UpstreamError ? error.allowance : undefined;

/** The problem for a question whose load failed: why, in the words of the provider port, never in the provider's text. */
export const unavailable = ({ error }: Failed): HttpProblem => {
  const { reason, retryAfter } = failureReason(error);
  if (reason === 'unsupported') {
    return new HttpProblem('not-offered', 'The configured provider does not offer this data', { cause: error });
  }
  if (reason === 'still-loading') {
    const detail = 'The answer is not there in the time you can wait; it is being loaded, so ask again';
    return new HttpProblem('still-loading', detail, { retryAfterSeconds: 1, cause: error });
  }
  const retryAfterSeconds = retryAfter === undefined ? RETRY_AFTER_SECONDS : Math.max(1, Math.ceil(retryAfter / 1000));
  const allowance = allowanceIn(error);
  const why = allowance === undefined ? (WHY[reason] ?? 'the provider did not answer') : WHOSE[allowance];
  return new HttpProblem('upstream-unavailable', `Nothing is cached and ${why}; try again later`, {
    retryAfterSeconds,
    extra: reasonMembers(error),
    cause: error,
  });
};

interface AbsentBecause<Extra> {
  readonly extra?: Extra;
  /** The input that names what there is not. */
  readonly field: string;
  /** The entries that say so. */
  readonly ingredients: readonly [Ingredient, ...Ingredient[]];
}

type AbsentCode = 'player-not-found' | 'player-ambiguous' | 'team-not-found' | 'no-stats' | 'team-ambiguous';

/** The problem for what is known not to exist: with the cache headers of any other answer. */
export const absent = <Code extends AbsentCode>(
  code: Code,
  detail: string,
  { ingredients, ...details }: AbsentBecause<ProblemExtras[Code]>,
  context: ReplyContext,
): HttpProblem => new HttpProblem(code, detail, { ...details, headers: answeredHeaders(ingredients, context) });

/** Whose stats are not there, and the seasons that are, where those are known. */
export const noStatsMembers = ({ player, seasons }: NoStats): WithoutStats => ({
  player,
  ...(seasons !== undefined && { seasons }),
});

/** Who may be meant by a name that nobody has. */
export const suggestionsOf = (suggestions: readonly Suggestion[]): readonly Suggestion[] =>
  suggestions.map(({ id, name, team, position }) => ({ id, name, team, position }));

/** Where a name was looked for that means nobody, or several; with a note where that was not the whole league. */
export const searchedIn = (searched: SearchedIn): Searched => {
  const note = SEARCH_NOTES[searched];
  return note === undefined ? { searched } : { searched, note };
};

const SEARCH_NOTES: Readonly<Partial<Record<SearchedIn, string>>> = {
  provider:
    "The list of all players is not at hand: only the provider's search was asked, which does not find every spelling",
  nowhere: 'The name has letters that are not Latin, and players are listed in Latin letters: type it in those',
};

/** What an answer about several players was made of: absences too, and how many of them failed. */
export const restsOn = (items: readonly BatchItem[]): RestsOn => {
  const ingredients: Ingredient[] = [];
  let failed = 0;
  for (const { resolution, outcome } of items) {
    if (resolution !== undefined && resolution.kind !== 'failed') ingredients.push(...resolution.consulted);
    if ('answer' in outcome) ingredients.push(outcome.answer);
    if ('document' in outcome && outcome.document !== undefined) ingredients.push(outcome.document);
    if (outcome.kind === 'failed') failed += 1;
  }
  return { ingredients, failed };
};
