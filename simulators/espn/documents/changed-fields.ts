import type { Endpoint } from '../calls.ts';

export const FIELD_CHANGES = ['drop', 'rename', 'retype'] as const;

/** A field that the provider's documents of a kind have no more, under another name, or as something else. */
export interface FieldChange {
  readonly endpoint: Endpoint;
  /** Steps with dots between them; `*` is every element of a list, or every member: `athletes.*.items.*.jersey`. */
  readonly path: string;
  readonly change: (typeof FIELD_CHANGES)[number];
}

/** The document with its fields changed; itself where no change is meant for it. */
export const withChangedFields = (endpoint: Endpoint, document: unknown, changes: readonly FieldChange[]): unknown => {
  const meant = changes.filter((change) => change.endpoint === endpoint);
  if (meant.length === 0) return document;
  const changed: unknown = JSON.parse(JSON.stringify(document));
  for (const { path, change } of meant) changeAt(changed, path.split('.'), change);
  return changed;
};

const changeAt = (value: unknown, [step = '', ...rest]: readonly string[], change: FieldChange['change']): void => {
  if (typeof value !== 'object' || value === null) return;
  const members = value as Record<string, unknown>;
  const names = step === '*' ? Object.keys(members) : Object.hasOwn(members, step) ? [step] : [];
  for (const name of names) {
    const member = members[name];
    if (rest.length > 0) changeAt(member, rest, change);
    else {
      if (change === 'retype') members[name] = { is: member };
      else Reflect.deleteProperty(members, name);
      if (change === 'rename') members[`${name}V2`] = member;
    }
  }
};
