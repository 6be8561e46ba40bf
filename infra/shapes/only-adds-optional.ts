import type { Structure } from './structure.ts';

/**
 * Whether `after` is `before` with optional members added, at any depth, or the same. Then a value of the one can be read as
 * one of the other: what an earlier release has stored lacks them, and a release that knows none passes them by.
 */
export const onlyAddsOptional = (before: Structure, after: Structure): boolean => {
  if (typeof before === 'string' || typeof after === 'string') return before === after;
  if ('object' in before) return 'object' in after && addsToMembers(before.object, after.object);
  if ('array' in before) return 'array' in after && onlyAddsOptional(before.array, after.array);
  if ('record' in before) {
    return 'record' in after && isSame(before.keys, after.keys) && onlyAddsOptional(before.record, after.record);
  }
  if ('tuple' in before) return 'tuple' in after && addsToPlaces(before, after);
  if ('anyOf' in before) return 'anyOf' in after && addsToChoice(before.anyOf, after.anyOf);
  return isSame(before, after);
};

type Members = Readonly<Record<string, Structure>>;

const addsToMembers = (before: Members, after: Members): boolean =>
  Object.entries(before).every(([name, member]) => {
    const now = Object.hasOwn(after, name) ? after[name] : undefined;
    return now !== undefined && onlyAddsOptional(member, now);
  }) && Object.keys(after).every((name) => Object.hasOwn(before, name) || name.endsWith('?'));

type Tuple = Extract<Structure, { readonly tuple: unknown }>;

const addsToPlaces = (before: Tuple, after: Tuple): boolean =>
  before.tuple.length === after.tuple.length &&
  before.tuple.every((place, index) => onlyAddsOptional(place, after.tuple[index] ?? 'null')) &&
  (before.rest === undefined
    ? after.rest === undefined
    : after.rest !== undefined && onlyAddsOptional(before.rest, after.rest));

/** One for one, whichever of `after` it is. */
const addsToChoice = ([first, ...others]: readonly Structure[], after: readonly Structure[]): boolean =>
  first === undefined
    ? after.length === 0
    : after.some((now, place) => onlyAddsOptional(first, now) && addsToChoice(others, after.toSpliced(place, 1)));

/** Both are in order, so that the same structure has the same text. */
const isSame = (a: Structure, b: Structure): boolean => JSON.stringify(a) === JSON.stringify(b);
