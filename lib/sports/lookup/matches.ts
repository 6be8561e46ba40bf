import type { Failed } from '../../cache/index.ts';
import type { MatchKind } from '../names/index.ts';
import type { Candidate } from './candidate.ts';
import type { ConsultedAnswer } from './resolution.ts';

/** The players who have a name, before hints and documents decide between them. */
export interface Matched {
  readonly kind: 'matched';
  readonly match: MatchKind;
  readonly candidates: readonly [Candidate, ...Candidate[]];
  readonly consulted: readonly ConsultedAnswer[];
}

export interface Unmatched {
  readonly kind: 'unmatched';
  /** Players with similar names, the nearest first. */
  readonly near: readonly Candidate[];
  readonly consulted: readonly ConsultedAnswer[];
}

export type NameMatch = Matched | Unmatched | Failed;

/** Undefined without candidates. */
export const matchedAs = (
  match: MatchKind,
  candidates: readonly Candidate[],
  consulted: readonly ConsultedAnswer[],
): Matched | undefined => {
  const [first, ...others] = candidates;
  return first === undefined ? undefined : { kind: 'matched', match, candidates: [first, ...others], consulted };
};
