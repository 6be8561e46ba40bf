import table from './data/colleges.json' with { type: 'json' };
import type { College } from './model.ts';

const COLLEGES: readonly College[] = table.map(
  ([id = '', name = '', shortName = '', abbreviation = '', mascot = '']) => ({
    id,
    name,
    shortName,
    abbreviation,
    mascot,
  }),
);

/** null for one whose id at the provider is not known. */
export const collegeNamed = (name: string): College | null => COLLEGES.find((college) => college.name === name) ?? null;

export const collegeAt = (fraction: number): College | null => COLLEGES[Math.floor(fraction * COLLEGES.length)] ?? null;
