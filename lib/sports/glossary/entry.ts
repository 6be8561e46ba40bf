import type { Direction, GlossaryEntry, StatUnit } from '../model/index.ts';

/** A line of a glossary's table. */
export type GlossaryRow = readonly [
  name: string,
  label: string,
  unit: StatUnit,
  direction: Direction,
  description: string,
];

export const glossaryCategory = (category: string, rows: readonly GlossaryRow[]): readonly GlossaryEntry[] =>
  rows.map(([name, label, unit, direction, description]) => ({ category, name, label, description, unit, direction }));
