import { describe, expect, it } from 'vitest';
import {
  EMPTY_RECORD,
  isMaterial,
  withDocuments,
  type FieldRecord,
  type SeenDocument,
} from '../../../lib/upstreams/fields/field-record.ts';
import { MALFORMED_SHAPE, WHOLE_DOCUMENT, type DocumentShape } from '../../../lib/upstreams/fields/shape.ts';
import { decodeRecord, encodeRecord } from '../../../lib/upstreams/fields/stored-record.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 9, 1);

const shape = (...fields: readonly string[]): DocumentShape => ({
  parts: new Set(['', '!']),
  fields: new Set([WHOLE_DOCUMENT, ...fields]),
  looksFor: () => true,
});
const WHOLE = shape('jersey', 'height');
const WITHOUT = shape('height');

interface Documents {
  readonly from?: number;
  /** Between two. */
  readonly every?: number;
  /** Different ones. */
  readonly different?: number;
}

/** Documents in a row. */
const run = (
  count: number,
  of: DocumentShape | ((index: number) => DocumentShape),
  { from = START, every = HOUR / 4, different = 32 }: Documents = {},
): readonly SeenDocument[] =>
  Array.from({ length: count }, (_, index) => ({
    shape: typeof of === 'function' ? of(index) : of,
    at: from + index * every,
    slot: index % different,
  }));

const LEARNED = withDocuments(EMPTY_RECORD, run(200, WHOLE));
const LATER = START + 30 * DAY;
const goneIn = ({ fields }: FieldRecord): readonly string[] =>
  [...fields].flatMap(([name, state]) => (state.run?.isGone === true ? [name] : []));
const goneAfter = (documents: readonly SeenDocument[], record = LEARNED): readonly string[] =>
  goneIn(withDocuments(record, documents));

describe('a field that nearly all documents had', () => {
  it('is gone with the fiftieth in a row that lacks it', () => {
    expect(goneAfter(run(49, WITHOUT, { from: LATER }))).toEqual([]);
    expect(goneAfter(run(50, WITHOUT, { from: LATER }))).toEqual(['jersey']);
  });

  it('is gone since the first document without it', () => {
    const { fields } = withDocuments(LEARNED, run(60, WITHOUT, { from: LATER }));
    expect(fields.get('jersey')?.run).toMatchObject({ since: LATER, isGone: true });
  });

  it('is back with the first document that has it, and as usual as it was', () => {
    const gone = withDocuments(LEARNED, run(2000, WITHOUT, { from: LATER }));
    const back = withDocuments(gone, run(1, WHOLE, { from: LATER + 90 * DAY }));
    expect([goneIn(gone), goneIn(back)]).toEqual([['jersey'], []]);
    expect(goneAfter(run(50, WITHOUT, { from: LATER + 91 * DAY }), back)).toEqual(['jersey']);
  });

  it('goes with another one, each told by itself', () => {
    expect(goneAfter(run(50, shape(), { from: LATER }))).toEqual(['jersey', 'height']);
  });

  it('may be missing here and there', () => {
    const mostly = (index: number): DocumentShape => (index % 40 === 0 ? WITHOUT : WHOLE);
    const record = withDocuments(EMPTY_RECORD, run(3000, mostly));
    expect(goneIn(record)).toEqual([]);
    expect(goneAfter(run(50, WITHOUT, { from: LATER + 30 * DAY }), record)).toEqual(['jersey']);
  });
});

describe('nothing is gone', () => {
  it.each([
    ['a field that only some documents have', run(3000, (index) => (index % 3 === 0 ? WHOLE : WITHOUT))],
    ['a field that one in ten lacks', run(3000, (index) => (index % 10 === 0 ? WITHOUT : WHOLE))],
    ['a league whose documents never had it', run(3000, WITHOUT)],
    ['a field of a few documents only', [...run(30, WHOLE), ...run(500, WITHOUT, { from: LATER })]],
  ])('where it is %s', (_, documents) => expect(goneAfter(documents, EMPTY_RECORD)).toEqual([]));

  it.each([
    ['fifty documents of one team or one day, in a burst', run(500, WITHOUT, { from: LATER, every: 100 })],
    ['a burst that goes on into the next hour', run(500, WITHOUT, { from: LATER, every: 10_000 })],
    ['one document that is asked for all night', run(500, WITHOUT, { from: LATER, different: 1 })],
    ['a handful of documents', run(500, WITHOUT, { from: LATER, different: 5 })],
    [
      'forty-nine, and another one after an off-season',
      [...run(49, WITHOUT, { from: LATER }), ...run(1, WITHOUT, { from: LATER + 200 * DAY })],
    ],
    [
      'two releases side by side, one of which does not read it',
      run(500, (index) => (index % 2 === 0 ? WITHOUT : WHOLE), { from: LATER }),
    ],
  ])('after %s', (_, documents) => expect(goneAfter(documents)).toEqual([]));

  it('where the part that the field belongs to is not there', () => {
    const game: DocumentShape = { ...shape('nextGame.venue'), parts: new Set(['', 'nextGame', '!']) };
    const season = withDocuments(EMPTY_RECORD, run(200, game));
    expect(goneAfter(run(500, shape(), { from: LATER }), season)).toEqual([]);
  });

  it('where this release does not look for the field any more', () => {
    const other: DocumentShape = { ...WITHOUT, looksFor: (field) => field !== 'jersey' };
    const record = withDocuments(LEARNED, run(500, other, { from: LATER }));
    expect(goneIn(record)).toEqual([]);
    expect(record.fields.get('jersey')).toEqual(LEARNED.fields.get('jersey'));
  });

  it('of a kind with a single document, before fifty; then it is', () => {
    const teams = withDocuments(EMPTY_RECORD, run(100, WHOLE, { every: DAY, different: 1 }));
    const from = START + 100 * DAY;
    expect(goneAfter(run(49, WITHOUT, { from, every: DAY, different: 1 }), teams)).toEqual([]);
    expect(goneAfter(run(50, WITHOUT, { from, every: DAY, different: 1 }), teams)).toEqual(['jersey']);
  });
});

describe('documents that cannot be read', () => {
  it('are gone after ten in two hours, and say nothing of their fields', () => {
    const broken = run(10, MALFORMED_SHAPE, { from: LATER });
    expect(goneAfter(broken.slice(0, 9))).toEqual([]);
    expect(goneAfter(broken)).toEqual([WHOLE_DOCUMENT]);
    expect(goneAfter(run(10, MALFORMED_SHAPE, { from: LATER, different: 1 }))).toEqual([]);
  });
});

describe('a clock that is wrong', () => {
  it('neither makes a run longer nor keeps it from growing', () => {
    const ahead = withDocuments(LEARNED, run(1, WITHOUT, { from: LATER + 3000 * DAY }));
    expect(goneAfter(run(50, WITHOUT, { from: LATER }), ahead)).toEqual(['jersey']);
    expect(goneAfter(run(50, WITHOUT, { from: LATER, every: -1 }))).toEqual([]);
  });
});

describe('what others should know', () => {
  it('is what is learned of the first fifty documents, and nothing of the next', () => {
    expect(isMaterial(EMPTY_RECORD, withDocuments(EMPTY_RECORD, run(1, WHOLE)))).toBe(true);
    expect(isMaterial(LEARNED, withDocuments(LEARNED, run(10, WHOLE, { from: LATER })))).toBe(false);
    const optional = withDocuments(
      EMPTY_RECORD,
      run(200, (index) => (index % 2 === 0 ? WHOLE : WITHOUT)),
    );
    expect(isMaterial(optional, withDocuments(optional, run(9, WITHOUT, { from: LATER })))).toBe(false);
  });

  it('is a run as it begins, grows and ends, and not how long a field has been gone', () => {
    const begun = withDocuments(LEARNED, run(5, WITHOUT, { from: LATER }));
    const gone = withDocuments(begun, run(60, WITHOUT, { from: LATER }));
    expect(isMaterial(LEARNED, begun)).toBe(true);
    expect(isMaterial(begun, withDocuments(begun, run(1, WHOLE, { from: LATER })))).toBe(true);
    expect(isMaterial(gone, withDocuments(gone, run(10, WITHOUT, { from: LATER + DAY })))).toBe(false);
  });
});

describe('a record', () => {
  it('is the same when it was stored', () => {
    const record = withDocuments(LEARNED, run(60, WITHOUT, { from: LATER }));
    expect(decodeRecord(encodeRecord(record))).toEqual(record);
  });

  it.each([undefined, '', 'null', '[]', '{"v":2,"spread":0,"toldAt":0,"fields":{}}', '{"v":1}'])(
    'that cannot be read is begun anew: %s',
    (text) => expect(decodeRecord(text)).toEqual(EMPTY_RECORD),
  );

  it('drops what is no state of a field', () => {
    const text = '{"v":1,"spread":3,"toldAt":0,"fields":{"a":[2,3],"b":[1,1],"c":"x","d":[3,2,1],"__proto__":[1,1]}}';
    expect([...decodeRecord(text).fields.keys()]).toEqual(['b', 'd', '__proto__']);
  });

  it('has room for four hundred fields, whatever a provider calls its columns', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `c${index}`);
    expect(withDocuments(EMPTY_RECORD, run(1, shape(...many))).fields.size).toBe(400);
  });

  it('counts the last thousand documents, more or less', () => {
    const { of = 0 } = withDocuments(EMPTY_RECORD, run(20_000, WHOLE)).fields.get('jersey') ?? {};
    expect(of).toBeLessThanOrEqual(1001);
    expect(of).toBeGreaterThanOrEqual(500);
  });
});
