export type StatUnit =
  | 'count'
  | 'points'
  | 'yards'
  | 'minutes'
  | 'seconds'
  /** Thirds after the point: 123.1 is a hundred and twenty-three and a third. */
  | 'innings'
  /** 0 to 100. */
  | 'percent'
  /** 0 to 1, as baseball and goaltending write their percentages; an OPS may be more. */
  | 'fraction'
  /** One count for each of another. */
  | 'rate'
  | 'per-game'
  /** The result of a formula, in no unit. */
  | 'rating';

/** Which of two values is the better one; `none` where neither is. */
export type Direction = 'higher' | 'lower' | 'none';

/** What a stat is. The texts are our own. */
export interface GlossaryEntry {
  readonly category: string;
  readonly name: string;
  /** Short enough for the head of a column: `YDS`. */
  readonly label: string;
  readonly description: string;
  readonly unit: StatUnit;
  readonly direction: Direction;
}
