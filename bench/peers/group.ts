import type { Rig } from './rig.ts';

/** A number is rounded when it is printed; `-`: it offers no such thing. */
export type Cell = string | number;

/** One table: a column per measurement, a row per contender. */
export interface Group {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly notes: readonly string[];
  /** How many contenders at once, to save minutes: more than one where little depends on the clock. */
  readonly abreast: number;
  /** Has a second row for Statline with DynamoDB behind Redis. */
  readonly withTable: boolean;
  run(rig: Rig): Promise<readonly Cell[]>;
}
