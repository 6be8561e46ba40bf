/** A purge that some tier did not take: it is not done. The tiers that took it keep it; asking again is safe. */
export class PurgeIncompleteError extends Error {
  override readonly name = 'PurgeIncompleteError';
  /** The tiers that did not take it. */
  readonly tiers: readonly string[];
  /** Those that took it. */
  readonly taken: readonly string[];

  constructor(tiers: readonly string[], taken: readonly string[] = []) {
    super(`Not purged in ${tiers.join(', ')}; ask again`);
    this.tiers = tiers;
    this.taken = taken;
  }
}
