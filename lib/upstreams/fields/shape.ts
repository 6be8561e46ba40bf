import type { AnyRules } from './rules.ts';

/**
 * Which watched fields a document has. A field counts where the part that it belongs to is there: nobody expects the venue
 * of a game that is not announced.
 */
export interface DocumentShape {
  /** Parts that are there: `athletes.profile`; the document itself is ``. */
  readonly parts: ReadonlySet<string>;
  /** `athletes.profile.headshot`, of a list: in one element at least. */
  readonly fields: ReadonlySet<string>;
  /** Whether this release looks for a field: others, which run beside it, may look for more or fewer. */
  readonly looksFor: (field: string) => boolean;
}

/** Whether a document could be read at all: a field of a part of its own, which what cannot be read has as well. */
export const WHOLE_DOCUMENT = '!.document';
const WHOLE_PART = '!';

/** Of an answer that is no document of its kind. */
export const MALFORMED_SHAPE: DocumentShape = {
  parts: new Set([WHOLE_PART]),
  fields: new Set(),
  looksFor: (field) => field === WHOLE_DOCUMENT,
};

export const partOf = (field: string): string => field.slice(0, Math.max(0, field.lastIndexOf('.')));

/** By the rules of its kind, of what a reader has made of a document. */
export const shapeOf = (record: unknown, rules: AnyRules): DocumentShape => {
  const seen = { parts: new Set([WHOLE_PART]), fields: new Set([WHOLE_DOCUMENT]) };
  visit(record, rules, '', seen);
  return { ...seen, looksFor: looksForOf(rules) };
};

const known = new WeakMap<AnyRules, DocumentShape['looksFor']>();

const looksForOf = (rules: AnyRules): DocumentShape['looksFor'] => {
  const made = known.get(rules);
  if (made !== undefined) return made;
  const all = rulesIn(rules, '');
  const fields = new Set([WHOLE_DOCUMENT, ...all.flatMap(([field, rule]) => (isWatched(rule) ? [field] : []))]);
  const tables = new Set(all.flatMap(([field, rule]) => (rule === 'columns' ? [partOf(field)] : [])));
  const looksFor = (field: string): boolean => fields.has(field) || tables.has(partOf(partOf(field)));
  known.set(rules, looksFor);
  return looksFor;
};

type Rule = Exclude<AnyRules[string], AnyRules>;

const isWatched = (rule: Rule): boolean => rule === 'always' || rule === 'often';

const rulesIn = (rules: AnyRules, path: string): readonly (readonly [string, Rule])[] =>
  Object.entries(rules).flatMap(([field, rule]) =>
    typeof rule === 'object' ? rulesIn(rule, join(path, field)) : [[join(path, field), rule] as const],
  );

/** The fields that all documents of a kind have, and this one lacks. */
export const missingAlways = (shape: DocumentShape, rules: AnyRules): readonly string[] =>
  rulesIn(rules, '').flatMap(([field, rule]) =>
    rule === 'always' && shape.parts.has(partOf(field)) && !shape.fields.has(field) ? [field] : [],
  );

interface Seen {
  readonly parts: Set<string>;
  readonly fields: Set<string>;
}

const visit = (value: unknown, rules: AnyRules, path: string, seen: Seen): void => {
  if (Array.isArray(value)) {
    for (const element of value as readonly unknown[]) visit(element, rules, path, seen);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const part = value as Readonly<Record<string, unknown>>;
  seen.parts.add(path);
  for (const [field, rule] of Object.entries(rules)) {
    if (rule === 'free') continue;
    if (rule === 'columns') visitColumns(part, field, path, seen);
    else if (typeof rule === 'object') visit(part[field], rule, join(path, field), seen);
    else if (isThere(part[field])) seen.fields.add(join(path, field));
  }
};

/** `categories.passing.yards`, for a part with the name `passing` and a column `yards`. */
const visitColumns = (table: Readonly<Record<string, unknown>>, field: string, path: string, seen: Seen): void => {
  const columns = table[field];
  if (typeof table.name !== 'string' || !Array.isArray(columns)) return;
  const part = join(path, plain(table.name));
  seen.parts.add(part);
  for (const column of columns) seen.fields.add(join(part, plain(String(column))));
};

const isThere = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const join = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);

const MAX_NAME_LENGTH = 40;

// What the provider calls its columns ends up in names of fields, with dots between them.
const plain = (name: string): string => name.replace(/[^\w-]+/g, '_').slice(0, MAX_NAME_LENGTH);
