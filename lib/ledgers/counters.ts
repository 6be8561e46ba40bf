/** Sums by name. */
export type Amounts = Readonly<Record<string, number>>;

/** Sums that all environments add to, durably. Rejects when they cannot be reached. */
export interface Counters {
  /** Adds all amounts to a page in one write; the page is forgotten some time after `expiresAt` (epoch ms). */
  add(page: string, amounts: Amounts, expiresAt: number): Promise<void>;
  /** Pages that nobody has added to are left out. */
  read(pages: readonly string[]): Promise<ReadonlyMap<string, Amounts>>;
}
