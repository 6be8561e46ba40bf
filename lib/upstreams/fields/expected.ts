import type { FieldRecord } from './field-record.ts';
import { isUsual, LEARNED_DOCUMENTS } from './field-state.ts';
import type { AnyRules } from './rules.ts';
import { missingAlways, partOf, type DocumentShape } from './shape.ts';

export interface MissingField {
  readonly field: string;
  /** Epoch ms of the first document without it, where environments have noticed. */
  readonly since: number | undefined;
}

/**
 * What one document lacks that it should have: what nearly all of its kind and league had, as far as that has been learned,
 * and, of a provider whose documents are `recorded`, what all of those have.
 */
export const expectedIn = (
  shape: DocumentShape,
  rules: AnyRules,
  { fields, recorded }: Pick<FieldRecord, 'fields'> & { readonly recorded: boolean },
): readonly MissingField[] => {
  const learned = [...fields].flatMap(([field, state]) => (isUsual(state) ? [field] : []));
  // Of a league whose documents never had it nobody expects it.
  const always = (recorded ? missingAlways(shape, rules) : []).filter((field) => {
    const state = fields.get(field);
    return state === undefined || state.of < LEARNED_DOCUMENTS || isUsual(state);
  });
  const lacking = learned.filter(
    (field) => shape.looksFor(field) && shape.parts.has(partOf(field)) && !shape.fields.has(field),
  );
  return [...new Set([...always, ...lacking])].map((field) => ({ field, since: fields.get(field)?.run?.since }));
};
