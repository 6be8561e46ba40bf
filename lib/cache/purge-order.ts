import { PurgeIncompleteError } from './purge-incomplete.ts';
import type { Scope, Stamp } from './purge-log.ts';
import type { ReliableTier } from './reliable-tier.ts';

/** One caller's purge: which tiers have taken it since it was ordered. */
export interface PurgeOrder {
  /** Epoch ms; no try begins that would end later. */
  readonly until: number;
  readonly outcome: Promise<Stamp>;
  /** Tries made so far. */
  readonly tries: () => number;
  /** Whether a try would change anything in this tier. */
  needs(tier: string): boolean;
  took(tier: string): void;
  /** Ends the order, or answers that it goes on. `isAgreed`: every tier took this try's stamp. */
  settle(stamp: Stamp, how: { readonly isAgreed: boolean; readonly isLast: boolean }): 'ended' | 'goes-on';
}

/** `farFirst`: the tiers in the order in which each try asks them. */
export const createPurgeOrder = (farFirst: readonly Pick<ReliableTier, 'name'>[], until: number): PurgeOrder => {
  const names = farFirst.map(({ name }) => name);
  const taken = new Set<string>();
  // Taken after every farther tier had taken it: a tier restores its log from a farther one.
  const settled = new Set<string>();
  let resolve: (stamp: Stamp) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const outcome = new Promise<Stamp>((...its) => ([resolve, reject] = its));
  let tries = 0;
  const isFartherSettled = (tier: string): boolean =>
    names.slice(0, names.indexOf(tier)).every((far) => settled.has(far));

  return {
    until,
    outcome,
    tries: () => tries,
    needs: (tier) => !taken.has(tier) || isFartherSettled(tier),
    took(tier) {
      taken.add(tier);
      if (isFartherSettled(tier)) settled.add(tier);
    },
    settle(stamp, { isAgreed, isLast }) {
      tries += 1;
      if (!isAgreed && !isLast) return 'goes-on';
      const lacking = names.filter((tier) => !taken.has(tier) || (isFartherSettled(tier) && !settled.has(tier)));
      if (lacking.length === 0) resolve(stamp);
      else
        reject(
          new PurgeIncompleteError(lacking.toReversed(), names.filter((tier) => !lacking.includes(tier)).toReversed()),
        );
      return 'ended';
    },
  };
};

/** Purges of the same scopes have the same name, in whatever order the scopes are given. */
export const nameOfPurge = (namespace: string, scopes: readonly Scope[]): string =>
  [namespace, ...[...new Set(scopes)].sort()].join(' ');
