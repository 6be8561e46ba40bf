import { isMaterial, withDocuments, type FieldRecord, type SeenDocument } from './field-record.ts';
import { WHOLE_DOCUMENT, type DocumentShape } from './shape.ts';
import { decodeRecord, encodeRecord, recordName } from './stored-record.ts';

/** Small texts that environments share, as a document store has them. */
export interface SharedRecords {
  read(name: string): Promise<{ readonly text: string; readonly version: number } | undefined>;
  /** False: somebody else has written meanwhile. */
  compareAndSet(
    name: string,
    text: string,
    expected: { readonly text: string; readonly version: number } | undefined,
  ): Promise<boolean>;
}

/** A field that nearly all documents of a kind had, and none has now; times are epoch ms. */
export interface GoneField {
  readonly documents: string;
  readonly field: string;
  /** Of the first document without it. */
  readonly since: number;
  readonly toldAt: number;
}

/** A field is gone, or back; `again`: that it is gone was told before. */
export interface FieldChange extends Pick<GoneField, 'documents' | 'field' | 'since'> {
  readonly isGone: boolean;
  readonly again: boolean;
}

export interface FieldWatchOptions {
  readonly records: SharedRecords;
  /** Keeps what is gone of a kind where whoever asks for all of it finds it. */
  readonly tellGone: (documents: string, gone: readonly GoneField[]) => Promise<void>;
  readonly clock: { now(): number };
  /** From 0 to 1. */
  readonly random: () => number;
  /** Takes over what no answer waits for. */
  readonly defer: (work: Promise<unknown>) => void;
  readonly onChange: (change: FieldChange) => void;
}

export interface FieldWatch {
  /** A document of a kind (`nfl roster`) was read; `slot`: one of 32, the same for the same document. */
  saw(documents: string, shape: DocumentShape, slot: number): void;
}

// So many wait before the first are handed on, fewer at an environment's start: many live for a few documents only.
const HANDED_ON = 10;
// One after the other, until one is written.
const KINDS_AT_ONCE = 4;
// Of one kind: older ones are forgotten.
const MAX_PENDING = 200;
const MAX_KINDS = 200;
const READ_REST_MS = 60_000;
// For each write unit, as the pages of usage rest: two ninths of a unit a minute, whatever is learned.
const REST_PER_UNIT_MS = 270_000;
const MAX_ATTEMPTS = 3;
const TELL_AGAIN_MS = 12 * 3_600_000;

/**
 * Compares documents with what environments have learned together of their kind. A record is read once a minute at most,
 * and written while its kind is being learned and where a usual field begins to lack or comes back: else never.
 *
 * @example
 * const watch = createFieldWatch({ records: documents, tellGone, clock: Date, random: Math.random, defer, onChange });
 * watch.saw('nfl roster', shapeOf(record, WATCHED.roster), 7);
 */
export const createFieldWatch = (options: FieldWatchOptions): FieldWatch => {
  const { clock, random, defer } = options;
  // The kind that has waited longest comes first.
  const pending = new Map<string, SeenDocument[]>();
  let waiting = 0;
  let wanted = 1 + Math.floor(random() * HANDED_ON);
  let restsUntil = Number.NEGATIVE_INFINITY;
  let restsFor = 0;
  let isBusy = false;

  const rest = (ms: number): void => {
    restsUntil = clock.now() + ms;
    restsFor = ms;
  };

  const handOn = async (): Promise<void> => {
    isBusy = true;
    rest(READ_REST_MS);
    try {
      let units = 0;
      for (const [kind, seen] of [...pending].slice(0, KINDS_AT_ONCE)) {
        pending.delete(kind);
        waiting -= seen.length;
        units = await settle(options, kind, seen);
        if (units > 0) break;
      }
      rest(Math.max(READ_REST_MS, units * REST_PER_UNIT_MS));
    } catch {
      // What keeps a record from being read or written is told of by others, who cannot do without the table.
    } finally {
      isBusy = false;
    }
  };

  return {
    saw(documents, shape, slot) {
      const now = clock.now();
      const ofKind = pending.get(documents) ?? [];
      if (ofKind.length === 0 && pending.size >= MAX_KINDS) return;
      ofKind.push({ shape, at: now, slot });
      if (ofKind.length > MAX_PENDING) ofKind.shift();
      else waiting += 1;
      pending.set(documents, ofKind);
      // The clock may have been set back: no rest is longer than it was meant to be.
      const isResting = now < restsUntil && restsUntil <= now + restsFor;
      if (isBusy || isResting || waiting < wanted) return;
      wanted = HANDED_ON;
      defer(handOn());
    },
  };
};

/** Write units that it took. */
const settle = async (
  { records, tellGone, clock, onChange }: FieldWatchOptions,
  kind: string,
  seen: readonly SeenDocument[],
): Promise<number> => {
  const name = recordName(kind);
  let units = 0;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const stored = await records.read(name);
    const before = decodeRecord(stored?.text);
    const now = clock.now();
    const found = withDocuments(before, seen);
    const gone = goneIn(kind, found, seen, now);
    const isUntold = gone.length > 0 && Math.abs(now - before.toldAt) >= TELL_AGAIN_MS;
    if (!isMaterial(before, found) && !isUntold) return units;
    const changes = changesOf(kind, before, found, isUntold);
    const isTold = isUntold || changes.length > 0;
    const text = encodeRecord(isTold ? { ...found, toldAt: now } : found);
    units += unitsOf(name, text);
    if (!(await records.compareAndSet(name, text, stored))) continue;
    for (const change of changes) onChange(change);
    if (!isTold) return units;
    await tellGone(kind, gone);
    return units + 1;
  }
  return units;
};

/** Of those that this release looks for: what another one has learned to miss is not told for ever. */
const goneIn = (
  documents: string,
  { fields }: FieldRecord,
  seen: readonly SeenDocument[],
  toldAt: number,
): readonly GoneField[] =>
  [...fields].flatMap(([name, { run }]) =>
    run?.isGone === true && seen.some(({ shape }) => shape.looksFor(name))
      ? [{ documents, field: toldName(name), since: run.since, toldAt }]
      : [],
  );

const changesOf = (
  documents: string,
  before: FieldRecord,
  after: FieldRecord,
  isUntold: boolean,
): readonly FieldChange[] =>
  [...after.fields].flatMap(([name, { run }]): FieldChange[] => {
    const known = before.fields.get(name)?.run;
    const field = toldName(name);
    const wasGone = known?.isGone === true;
    if (run?.isGone !== true) {
      return wasGone ? [{ documents, field, since: known.since, isGone: false, again: false }] : [];
    }
    return wasGone && !isUntold ? [] : [{ documents, field, since: run.since, isGone: true, again: wasGone }];
  });

/** The document itself stands among its fields under a name of its own. */
const toldName = (name: string): string => (name === WHOLE_DOCUMENT ? 'document' : name);

// Beside the text: the key with its prefix, a version and which write it was.
const ITEM_BYTES = 140;

const unitsOf = (name: string, text: string): number =>
  Math.ceil((ITEM_BYTES + Buffer.byteLength(name) + Buffer.byteLength(text)) / 1024);
