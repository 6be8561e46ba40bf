/** A stat that people quote: `category.name`, and a label where the glossary's says too little beside other categories. */
export type QuotedStat = readonly [path: string, label?: string];

/** What players of some positions are measured by. */
export interface Role {
  /** The provider's abbreviations. */
  readonly positions: readonly string[];
  /** Four to six in the order in which they are quoted. Of two with one label, the first that a line has counts. */
  readonly stats: readonly QuotedStat[];
  /** `category.name` of the counts that say how much of it a player did. */
  readonly counts: readonly string[];
}

export const role = (positions: string, counts: string, stats: readonly QuotedStat[]): Role => ({
  positions: positions.split(' '),
  stats,
  counts: counts.split(' '),
});
