import type { Observer } from './events.ts';
import type { ReliableTier } from './reliable-tier.ts';
import type { LeaseName } from './tier.ts';

/** Takes leases from the first of some tiers that can give any; undefined where none can, or none is wanted. */
export type TakeLeases = (
  namespace: string,
  among: readonly ReliableTier[],
  names: readonly LeaseName[],
  ttl: number,
) => Promise<ReadonlySet<LeaseName> | undefined>;

export const createLeasing =
  ({ observe }: { readonly observe: Observer }): TakeLeases =>
  async (namespace, among, names, ttl) => {
    if (names.length === 0) return undefined;
    for (const tier of among) {
      const won = await tier.acquire(namespace, names, ttl);
      if (won === undefined) continue;
      for (const lease of names) observe({ kind: 'lease', lease, held: won.has(lease) });
      return won;
    }
    return undefined;
  };
