import { isUsual, LEARNED_DOCUMENTS, rulesOf, type FieldState, type Run } from './field-state.ts';
import { partOf, type DocumentShape } from './shape.ts';

/** What environments know together of the fields of one kind of document of a league. */
export interface FieldRecord {
  /** Which of 32 slots the documents fell into: how many different ones there are, roughly. */
  readonly spread: number;
  readonly fields: ReadonlyMap<string, FieldState>;
  /** Epoch ms at which those that are gone were told of last; 0: never. */
  readonly toldAt: number;
}

/** A document that was read. */
export interface SeenDocument {
  readonly shape: DocumentShape;
  /** Epoch ms. */
  readonly at: number;
  /** One of 32, the same for the same document. */
  readonly slot: number;
}

export const EMPTY_RECORD: FieldRecord = { spread: 0, fields: new Map(), toldAt: 0 };

// More than any kind has: the provider names the columns.
const MAX_FIELDS = 400;
const HOUR_MS = 3_600_000;
// What lacked a field before an off-season says nothing of what lacks it after.
const MAX_GAP_HOURS = 14 * 24;
// A share is one of the last thousand, more or less.
const MAX_COUNTED = 1000;

/** The record with documents more, the oldest first. */
export const withDocuments = (record: FieldRecord, documents: readonly SeenDocument[]): FieldRecord =>
  documents.reduce(withDocument, record);

const withDocument = (record: FieldRecord, { shape, at, slot }: SeenDocument): FieldRecord => {
  const spread = record.spread | (1 << slot);
  const fields = new Map(record.fields);
  for (const [name, state] of fields) {
    if (!shape.parts.has(partOf(name)) || !shape.looksFor(name)) continue;
    const next = shape.fields.has(name) ? present(state) : absent(name, state, { at, slot, spread });
    fields.set(name, next);
  }
  for (const name of shape.fields) {
    if (!fields.has(name) && fields.size < MAX_FIELDS) fields.set(name, { had: 1, of: 1, run: undefined });
  }
  return { ...record, spread, fields };
};

/** A run that has ended counts as other documents do; one in which the field was gone says nothing of how usual it is. */
const present = ({ had, of, run }: FieldState): FieldState =>
  aged({ had: had + 1, of: of + 1 + (run === undefined || run.isGone ? 0 : run.documents) });

interface Lacking {
  readonly at: number;
  readonly slot: number;
  /** Of all documents of the kind. */
  readonly spread: number;
}

const absent = (name: string, state: FieldState, { at, slot, spread }: Lacking): FieldState => {
  // A field that many documents lack has no runs, and one that is not known yet neither.
  if (!isUsual(state)) return aged({ had: state.had, of: state.of + 1 });
  const run = longer(state.run, at, slot);
  return { ...state, run: { ...run, isGone: run.isGone || isLongEnough(name, run, spread) } };
};

const longer = (run: Run | undefined, at: number, slot: number): Run => {
  const hour = Math.floor(at / HOUR_MS);
  const isOver = run !== undefined && !run.isGone && hour - run.hour > MAX_GAP_HOURS;
  if (run === undefined || isOver) return { documents: 1, hours: 1, hour, spread: 1 << slot, since: at, isGone: false };
  const isLater = hour > run.hour;
  // Far ahead of this clock: the other one was wrong.
  const isAhead = run.hour > hour + 1;
  return {
    ...run,
    documents: run.documents + 1,
    hours: run.hours + (isLater ? 1 : 0),
    hour: isLater || isAhead ? hour : run.hour,
    spread: run.spread | (1 << slot),
  };
};

const isLongEnough = (name: string, run: Run, usual: number): boolean => {
  const { documents, hours, different } = rulesOf(name);
  const needed = Math.min(different, Math.floor(slotsIn(usual) / 2));
  return run.documents >= documents && run.hours >= hours && slotsIn(run.spread) >= needed;
};

const slotsIn = (bits: number): number => {
  let slots = 0;
  for (let rest = bits >>> 0; rest !== 0; rest >>>= 1) slots += rest & 1;
  return slots;
};

const aged = ({ had, of }: Pick<FieldState, 'had' | 'of'>): FieldState =>
  of > MAX_COUNTED ? { had: Math.round(had / 2), of: Math.round(of / 2), run: undefined } : { had, of, run: undefined };

/** Whether others should know of the change: what is still being learned, and what breaks or ends a run. */
export const isMaterial = (before: FieldRecord, after: FieldRecord): boolean =>
  [...after.fields].some(([name, state]) => {
    const known = before.fields.get(name);
    if (known === undefined || known.of < LEARNED_DOCUMENTS) return known?.of !== state.of;
    // How long it has been gone is of no interest.
    if (known.run?.isGone === true && state.run?.isGone === true) return false;
    return known.run?.documents !== state.run?.documents;
  });
