import fc from 'fast-check';
import type { Structure } from '../../../infra/shapes/structure.ts';

/** JSON values of a structure. */
export const valuesOf = (structure: Structure): fc.Arbitrary<unknown> => {
  if (typeof structure === 'string') {
    return { string: fc.string(), number: fc.integer(), boolean: fc.boolean(), null: fc.constant(null) }[structure];
  }
  if ('named' in structure) return fc.string();
  if ('values' in structure) return fc.constantFrom(...structure.values);
  if ('array' in structure) return fc.array(valuesOf(structure.array), { maxLength: 2 });
  if ('record' in structure) return fc.dictionary(fc.string(), valuesOf(structure.record), { maxKeys: 2 });
  if ('anyOf' in structure) return fc.oneof(...structure.anyOf.map(valuesOf));
  if ('tuple' in structure) {
    const rest = structure.rest === undefined ? fc.constant([]) : fc.array(valuesOf(structure.rest), { maxLength: 2 });
    return fc.tuple(fc.tuple(...structure.tuple.map(valuesOf)), rest).map(([own, more]) => [...own, ...more]);
  }
  const members = Object.entries(structure.object);
  const required = members.map(([name]) => name).filter((name) => !name.endsWith('?'));
  const record = Object.fromEntries(members.map(([name, of]) => [nameOf(name), valuesOf(of)]));
  return fc.record(record, { requiredKeys: required });
};

const nameOf = (member: string): string => (member.endsWith('?') ? member.slice(0, -1) : member);

/** Whether a reader of `structure` can read a value, members that it does not know aside. */
export const reads = (structure: Structure, value: unknown): boolean => {
  if (structure === 'null') return value === null;
  if (typeof structure === 'string') return typeof value === structure;
  if ('named' in structure) return typeof value === 'string';
  if ('values' in structure) return structure.values.some((each) => each === value);
  if ('anyOf' in structure) return structure.anyOf.some((each) => reads(each, value));
  if ('array' in structure) return Array.isArray(value) && value.every((each) => reads(structure.array, each));
  if ('tuple' in structure) {
    const { tuple, rest } = structure;
    if (!Array.isArray(value) || value.length < tuple.length) return false;
    if (rest === undefined && value.length > tuple.length) return false;
    return value.every((each, place) => reads(tuple[place] ?? rest ?? 'null', each));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const members = value as Readonly<Record<string, unknown>>;
  if ('record' in structure) return Object.values(members).every((each) => reads(structure.record, each));
  return Object.entries(structure.object).every(([member, of]) => {
    const name = nameOf(member);
    return Object.hasOwn(members, name) ? reads(of, members[name]) : member.endsWith('?');
  });
};
