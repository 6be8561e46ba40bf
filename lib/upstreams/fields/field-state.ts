import { WHOLE_DOCUMENT } from './shape.ts';

/** How often a field was there, and for how long it has not been. */
export interface FieldState {
  /** Of so many documents since the first that had it, without those of the run. */
  readonly of: number;
  readonly had: number;
  /** The last documents, where they all lack it. Undefined: the last one had it, or many lack it anyway. */
  readonly run: Run | undefined;
}

/** Documents in a row that lack a field which nearly all had. */
export interface Run {
  readonly documents: number;
  /** Hours of the clock in which there was one of them. */
  readonly hours: number;
  /** The last of those, since the epoch. */
  readonly hour: number;
  /** The slots of these documents. */
  readonly spread: number;
  /** Of the first, epoch ms. */
  readonly since: number;
  /** Long enough, and told of. */
  readonly isGone: boolean;
}

/** Fewer say nothing. */
export const LEARNED_DOCUMENTS = 50;
const NEARLY_ALL = 0.95;

/** Whether nearly all documents had it. */
export const isUsual = ({ had, of }: Pick<FieldState, 'had' | 'of'>): boolean =>
  of >= LEARNED_DOCUMENTS && had >= of * NEARLY_ALL;

/**
 * What makes a run a field that is gone. Hours, because fifty documents may be one team's, or one day's; different ones,
 * because a bot may ask for one player all night. Documents that cannot be read at all are fewer: nobody asks for them
 * while their breaker is open.
 */
export const rulesOf = (
  field: string,
): { readonly documents: number; readonly hours: number; readonly different: number } =>
  field === WHOLE_DOCUMENT ? { documents: 10, hours: 2, different: 8 } : { documents: 50, hours: 3, different: 8 };
