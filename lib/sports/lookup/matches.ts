import type { Failed } from '../../cache/index.ts';
import type { Match } from '../names/index.ts';
import type { Ingredient } from './asking.ts';
import type { Candidate } from './candidate.ts';

/** Who bears a name, before anybody has asked which of them is meant. */
export interface Seen {
  readonly kind: 'seen';
  readonly match: Match;
  readonly candidates: readonly [Candidate, ...Candidate[]];
  readonly consulted: readonly Ingredient[];
}

export interface Unseen {
  readonly kind: 'unseen';
  /** The nearest names. */
  readonly near: readonly Candidate[];
  readonly consulted: readonly Ingredient[];
}

export type Sighting = Seen | Unseen | Failed;

/** Undefined without anybody. */
export const seenAs = (
  match: Match,
  candidates: readonly Candidate[],
  consulted: readonly Ingredient[],
): Seen | undefined => {
  const [first, ...others] = candidates;
  return first === undefined ? undefined : { kind: 'seen', match, candidates: [first, ...others], consulted };
};
