import type { Seen } from '../../../test/support/ask.ts';
import type { Kind as Asked } from './questions.ts';

/** `any`: whoever asked, and whatever. */
export type Kind = Asked | 'any';

/** What an answer says of itself. */
export type Outcome = 'l1' | 'l2' | 'l3' | 'stale' | 'miss' | 'collapsed' | 'unavailable' | 'other';

export const OUTCOMES: readonly Outcome[] = ['l1', 'l2', 'l3', 'stale', 'miss', 'collapsed', 'unavailable', 'other'];

/** Counts answers by what their headers say. */
export interface Tally {
  add(kind: Kind, seen: Seen): void;
  /** By kind; of one that was never answered, nothing. */
  counts(kind?: Kind): Readonly<Record<Outcome, number>>;
  total(): number;
  /** Seconds: the worst Age of any answer. */
  worstAge(kind: Kind): number;
}

export const createTally = (): Tally => {
  const counts = new Map<Kind, Record<Outcome, number>>();
  const ages = new Map<Kind, number>();
  const sum = (): Record<Outcome, number> => {
    const all = none();
    for (const own of counts.values()) for (const outcome of OUTCOMES) all[outcome] += own[outcome];
    return all;
  };
  return {
    add: (kind, seen) => {
      const own = counts.get(kind) ?? none();
      own[outcomeOf(seen)] += 1;
      counts.set(kind, own);
      ages.set(kind, Math.max(ages.get(kind) ?? 0, Number(seen.headers.get('age') ?? 0)));
    },
    counts: (kind) => (kind === undefined ? sum() : (counts.get(kind) ?? none())),
    total: () => Object.values(sum()).reduce((total, count) => total + count, 0),
    worstAge: (kind) => ages.get(kind) ?? 0,
  };
};

const none = (): Record<Outcome, number> => ({
  l1: 0,
  l2: 0,
  l3: 0,
  stale: 0,
  miss: 0,
  collapsed: 0,
  unavailable: 0,
  other: 0,
});

/** `l2; hit; ttl=41, l1; fwd=miss`, and `detail=…` where it is stale. */
export const outcomeOf = ({ status, from }: Pick<Seen, 'status' | 'from'>): Outcome => {
  if (status === 503) return 'unavailable';
  const [, tier, detail] = /\b(l[123]); hit; ttl=-?\d+(?:; (detail))?/.exec(from ?? '') ?? [];
  if (detail !== undefined) return 'stale';
  if (tier === 'l1' || tier === 'l2' || tier === 'l3') return tier;
  if (from?.includes('collapsed') === true) return 'collapsed';
  return from?.startsWith('l3; fwd=miss') === true ? 'miss' : 'other';
};
