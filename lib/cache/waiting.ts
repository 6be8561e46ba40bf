import type { LoadTime } from './load-time.ts';
import type { Pause } from './time.ts';
import { NOT_FOUND, type Finding, type Wanted } from './finding.ts';
import type { CacheKey } from './query.ts';
import type { SharedTiers } from './shared-tiers.ts';

/**
 * What a loser of a lease does: wait about one load, look, wait longer, look again. Everybody in this process who
 * waits for the same look shares it, and its one command.
 */
export interface Waiting {
  /** `round` 0, then 1. Never rejects. */
  recheck(namespace: string, wanted: Wanted, round: number): Promise<Finding>;
}

export interface WaitingOptions {
  readonly tiers: Pick<SharedTiers, 'recheck'>;
  readonly loadTime: LoadTime;
  readonly pause: Pause;
}

/** Two looks at most: bounded duplicates beat an outage. */
export const ROUNDS: readonly number[] = [0, 1];

// In load times. Longer the second time: a load that is not done by now is not an average one.
const PAUSES = [1, 3];

export const createWaiting = ({ tiers, loadTime, pause }: WaitingOptions): Waiting => {
  const looks = new Map<string, { readonly wanted: Wanted[]; readonly found: Promise<Findings> }>();

  const begin = (namespace: string, round: number) => {
    const name = `${namespace} ${round}`;
    const wanted: Wanted[] = [];
    const departs = async (): Promise<Findings> => {
      await pause(loadTime.expected * (PAUSES[round] ?? 1));
      looks.delete(name);
      return tiers.recheck(namespace, wanted);
    };
    const look = { wanted, found: departs() };
    looks.set(name, look);
    return look;
  };

  return {
    async recheck(namespace, wanted, round) {
      const look = looks.get(`${namespace} ${round}`) ?? begin(namespace, round);
      look.wanted.push(wanted);
      return (await look.found).get(wanted.key) ?? NOT_FOUND;
    },
  };
};

type Findings = ReadonlyMap<CacheKey, Finding>;
