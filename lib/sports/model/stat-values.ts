/** Stat values by name; null where the provider writes `-`. */
export type StatValues = Readonly<Record<string, number | null>>;
/** By category, because names repeat: interceptions are thrown in `passing` and caught in `defensive`. */
export type StatCategories = Readonly<Record<string, StatValues>>;

/** One of the numbers that people quote of a line. */
export interface HeadlineStat {
  readonly category: string;
  readonly name: string;
  /** Without its category: `Pass Yds`. */
  readonly label: string;
  readonly value: number;
  /** As people write it: `3,928`, `67.5 %`, `.294`, `6:12`. */
  readonly display: string;
}

/** Up to six of a line's numbers in the order in which they are quoted, by the player's position. */
export type Headline = readonly HeadlineStat[];
