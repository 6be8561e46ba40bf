import type { CareerCategory, CareerRow, StatCell } from '../../sports/upstream/index.ts';
import { at, isCell, listAt, seasonAt, teamIdAt, textAt } from '../shapes/read.ts';
import { malformed } from './answer.ts';

/**
 * One category with its rows. A row that does not fit its column names makes the whole document malformed: cut or
 * padded, its values would stand under wrong names, and without it a played season would be missing.
 */
export const readCategory = (json: unknown): CareerCategory => {
  const name = textAt(json, 'name');
  const names = listAt(json, 'names');
  const rows = listAt(json, 'statistics');
  if (name === null || rows === undefined || names?.every((column) => typeof column === 'string') !== true) {
    throw malformed('a stat category without names or rows');
  }
  return {
    name,
    names,
    rows: rows.flatMap((row) => readRow(row, { name, columns: names.length }) ?? []),
    totals: readCells(at(json, 'totals'), { name, columns: names.length }),
  };
};

interface Shape {
  readonly name: string;
  readonly columns: number;
}

const readRow = (json: unknown, shape: Shape): CareerRow | undefined => {
  const values = readCells(listAt(json, 'stats') ?? 'missing', shape);
  if (values === null) return undefined;
  const season = seasonAt(json, 'season', 'year');
  if (season === null) throw malformed(`a ${shape.name} row without a season`);
  return { season, teamId: teamIdAt(json, 'teamId'), position: textAt(json, 'position'), values };
};

/** null for an empty list, which means no row, and for totals that are missing. */
const readCells = (json: unknown, { name, columns }: Shape): readonly StatCell[] | null => {
  if (json === undefined || json === null || (Array.isArray(json) && json.length === 0)) return null;
  if (!Array.isArray(json) || json.length !== columns || !json.every(isCell)) {
    throw malformed(`a ${name} row that does not fit its names`);
  }
  return json;
};
