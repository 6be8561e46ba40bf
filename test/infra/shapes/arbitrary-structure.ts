import fc from 'fast-check';
import { anyOf, type Structure } from '../../../infra/shapes/structure.ts';

const NAMES = ['id', 'name', 'team', 'toString', '__proto__x'];

const sorted = (members: readonly (readonly [string, Structure])[]): Structure => ({
  object: Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1))),
});

/** Structures as `structureOf` makes them. */
export const structures: fc.Arbitrary<Structure> = fc.letrec<{ node: Structure; leaf: Structure }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom<Structure>('string', 'number', 'boolean', 'null', { named: 'league' }),
    fc
      .uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
      .map((values): Structure => ({ values: values.toSorted() })),
  ),
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('leaf'),
    tie('node').map((array): Structure => ({ array })),
    tie('node').map((record): Structure => ({ record, keys: 'string' })),
    fc
      .tuple(fc.array(tie('node'), { minLength: 1, maxLength: 2 }), fc.option(tie('node'), { nil: undefined }))
      .map(([tuple, rest]): Structure => ({ tuple, ...(rest !== undefined && { rest }) })),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), fc.boolean(), tie('node')), {
        selector: ([name]) => name,
        maxLength: 4,
      })
      .map((members) => sorted(members.map(([name, isOptional, of]) => [isOptional ? `${name}?` : name, of] as const))),
    fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map(anyOf),
  ),
})).node;

/** Every structure that has one part of `structure` replaced by one of those that `edit` makes of it. */
export const edited = (structure: Structure, edit: (part: Structure) => readonly Structure[]): readonly Structure[] => [
  ...edit(structure),
  ...within(structure, edit),
];

const within = (structure: Structure, edit: (part: Structure) => readonly Structure[]): readonly Structure[] => {
  if (typeof structure === 'string' || 'values' in structure || 'named' in structure) return [];
  if ('array' in structure) return edited(structure.array, edit).map((array) => ({ array }));
  if ('record' in structure) return edited(structure.record, edit).map((record) => ({ ...structure, record }));
  if ('anyOf' in structure) return inEach(structure.anyOf, edit).map(anyOf);
  if ('tuple' in structure) {
    const { rest } = structure;
    return [
      ...inEach(structure.tuple, edit).map((tuple) => ({ ...structure, tuple })),
      ...(rest === undefined ? [] : edited(rest, edit).map((of) => ({ ...structure, rest: of }))),
    ];
  }
  return Object.entries(structure.object).flatMap(([name, member]) =>
    edited(member, edit).map((of) => ({ object: { ...structure.object, [name]: of } })),
  );
};

const inEach = (
  parts: readonly Structure[],
  edit: (part: Structure) => readonly Structure[],
): readonly (readonly Structure[])[] =>
  parts.flatMap((part, place) => edited(part, edit).map((of) => parts.with(place, of)));

/** An object with one optional member more. */
export const withOptional =
  (name: string, of: Structure) =>
  (part: Structure): readonly Structure[] =>
    typeof part === 'object' && 'object' in part ? [sorted([...Object.entries(part.object), [`${name}?`, of]])] : [];

/** Whatever else may become of a part. */
export const otherEdits = (part: Structure): readonly Structure[] => {
  if (part === 'string') return ['number', { values: ['a'] }, anyOf(['string', 'null'])];
  if (typeof part === 'string' || 'named' in part) return ['string'];
  if ('values' in part) return ['string', { values: [...part.values, 'd'] }, ...fewer(part.values)];
  if ('array' in part) return [part.array, { record: part.array, keys: 'string' }];
  if ('record' in part) return [{ array: part.record }, { ...part, keys: { values: ['a'] } }];
  if ('tuple' in part) return [{ tuple: [...part.tuple, 'null'] }, { array: 'string' }, { ...part, rest: 'boolean' }];
  if ('anyOf' in part)
    return [anyOf([...part.anyOf, { tuple: ['number', 'number', 'number'] }]), anyOf(part.anyOf.slice(1))];
  return memberEdits(Object.entries(part.object));
};

const fewer = (values: readonly (string | number | boolean)[]): readonly Structure[] =>
  values.length > 1 ? [{ values: values.slice(1) }] : [];

type Member = readonly [string, Structure];

const memberEdits = (members: readonly Member[]): readonly Structure[] => [
  sorted([...members, ['added', 'string']]),
  ...members.flatMap(([name, of], place) => [
    // Left out, and the other way about whether it may be missing.
    sorted(members.toSpliced(place, 1)),
    sorted(members.with(place, [name.endsWith('?') ? name.slice(0, -1) : `${name}?`, of])),
    sorted(members.with(place, [name.endsWith('?') ? 'renamed?' : 'renamed', of])),
  ]),
];
