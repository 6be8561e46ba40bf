import { createHash } from 'node:crypto';
import { onlyAddsOptional } from './only-adds-optional.ts';
import type { Structure } from './structure.ts';

export interface Shape {
  readonly version: string;
  readonly structure: Structure;
}

/** By kind of entry. */
export type Shapes = Readonly<Record<string, Shape>>;

/**
 * The shapes after a change of structures. A kind whose structure only gained optional members keeps its version; every
 * other change gives that kind alone a new one.
 */
export const nextShapes = (committed: Shapes, structures: Readonly<Record<string, Structure>>): Shapes =>
  Object.fromEntries(
    Object.entries(structures)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, structure]): [string, Shape] => {
        const before = Object.hasOwn(committed, kind) ? committed[kind] : undefined;
        const keeps = before !== undefined && onlyAddsOptional(before.structure, structure);
        return [kind, { version: keeps ? before.version : versionOf(structure, before?.version), structure }];
      }),
  );

const VERSION_LENGTH = 7;

/**
 * The version before is a part of it: a structure that comes back is another one. Entries of its first time may have
 * optional members that it has lost since.
 */
const versionOf = (structure: Structure, before = ''): string =>
  createHash('sha256')
    .update(`${before}\n${JSON.stringify(structure)}`)
    .digest('hex')
    .slice(0, VERSION_LENGTH);
