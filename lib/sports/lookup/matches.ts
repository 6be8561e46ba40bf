import type { Failed } from '../../cache/index.ts';
import type { MatchKind, SearchedIn } from '../model/index.ts';
import type { Candidate } from './candidate.ts';
import type { ConsultedAnswer } from './resolution.ts';
import type { SoughtMatch } from './sought.ts';

/** The players who have a name, before hints and documents decide between them. */
export interface Matched {
  readonly kind: 'matched';
  readonly match: MatchKind;
  readonly candidates: readonly [Candidate, ...Candidate[]];
  readonly searched: SearchedIn;
  readonly consulted: readonly ConsultedAnswer[];
}

export interface Unmatched {
  readonly kind: 'unmatched';
  /** Players with similar names, the nearest first. */
  readonly near: readonly Candidate[];
  readonly searched: SearchedIn;
  readonly consulted: readonly ConsultedAnswer[];
}

export type NameMatch = Matched | Unmatched | Failed;

/** Undefined without candidates. */
export const matchedAs = (
  match: MatchKind,
  candidates: readonly Candidate[],
  on: Pick<Matched, 'consulted' | 'searched'>,
): Matched | undefined => {
  const [first, ...others] = candidates;
  if (first === undefined) return undefined;
  return { kind: 'matched', match, candidates: [first, ...others], consulted: on.consulted, searched: on.searched };
};

/** Whoever plays comes first. */
export const candidatesOf = <P>(
  { candidates, byOtherName }: SoughtMatch<P>,
  candidateOf: (player: P) => Candidate,
): readonly Candidate[] => [
  ...byOtherName.map((player): Candidate => ({ ...candidateOf(player), isByOtherName: true })),
  ...candidates.map(candidateOf),
];
