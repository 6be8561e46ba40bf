import { at, listAt, textAt } from '../shapes/read.ts';
import { malformed } from './answer.ts';

/** A choice that a document was made by: its league, its season, its season type, its view. */
export interface Filter {
  readonly value: string | undefined;
  /** Undefined where the document does not list them. */
  readonly options: readonly string[] | undefined;
}

export const filterIn = (json: unknown, name: string): Filter | undefined => {
  const filter = listAt(json, 'filters')?.find((candidate) => at(candidate, 'name') === name);
  if (filter === undefined) return undefined;
  const options = listAt(filter, 'options')?.flatMap((option) => textAt(option, 'value') ?? []);
  return { value: textAt(filter, 'value') ?? undefined, options: options && [...new Set(options)] };
};

/** False when ESPN chose something else because it does not offer what was wanted. */
export const hasChosen = (filter: Filter | undefined, wanted: string, what: string): boolean => {
  if (filter?.value === undefined || filter.value === wanted) return true;
  if (filter.options?.includes(wanted) ?? true) throw malformed(`${what} ${filter.value} for ${wanted}`);
  return false;
};
