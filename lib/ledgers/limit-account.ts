import type { LimitStanding } from './limit-ledger.ts';

/** What this environment knows of one key's day. */
export interface LimitAccount {
  readonly id: string;
  readonly limit: number;
  readonly day: number;
  /** Requests of the last block; 0: none was drawn yet. */
  block: number;
  /** Requests of it that are not used. */
  left: number;
  /** What the ledger counts as held here. */
  heldHere: number;
  drawnAt: number;
  standing: LimitStanding;
  isSpent: boolean;
  /** Requests that wait for a block. */
  waiting: number;
  drawing: Promise<void> | undefined;
  /** Requests that were answered while the ledger could not be asked, and are not charged to it yet. */
  owed: number;
  /** The same within one minute. */
  uncounted: { readonly minute: number; readonly requests: number };
  outageUntil: number;
}

/** A day that has begun. */
export const newLimitAccount = (id: string, limit: number, day: number): LimitAccount => ({
  id,
  limit,
  day,
  block: 0,
  left: 0,
  heldHere: 0,
  drawnAt: 0,
  standing: { drawn: 0, held: 0 },
  isSpent: false,
  waiting: 0,
  drawing: undefined,
  owed: 0,
  uncounted: { minute: NaN, requests: 0 },
  outageUntil: Number.NEGATIVE_INFINITY,
});

/** Requests that the key has left today, as far as is known here. */
export const remainingOf = ({ limit, standing, left, owed }: LimitAccount): number =>
  limit - standing.drawn - owed + left;
