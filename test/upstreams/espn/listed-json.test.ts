import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createListedJson, ListedJsonError } from '../../../lib/upstreams/espn/listed-json.ts';

interface Read {
  readonly items: readonly unknown[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What is read of a text that comes in pieces of a size; undefined: it is refused. */
const readInPieces = (text: string, size: number, unread: readonly string[] = []): Read | undefined => {
  const items: unknown[] = [];
  const reader = createListedJson({ list: 'list', maxDepth: 64, unread, onItem: (item) => items.push(item) });
  const bytes = Buffer.from(text);
  try {
    for (let from = 0; from < bytes.length; from += size) reader.write(bytes.subarray(from, from + size));
    return { items, fields: Object.fromEntries(reader.end()) };
  } catch (error) {
    if (error instanceof ListedJsonError) return undefined;
    throw error;
  }
};

/** The same of the whole text at once. */
const readWhole = (text: string): Read | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const { list, ...fields } = json as Record<string, unknown>;
  if (Array.isArray(list)) return { items: list, fields };
  return { items: [], fields: list === undefined ? fields : { ...fields, list } };
};

const UNREAD = ['links', 'logos'];

/** With null for every list and object of these names. */
const withoutUnread = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutUnread);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [
      name,
      UNREAD.includes(name) && typeof each === 'object' ? null : withoutUnread(each),
    ]),
  );
};

const field = fc.string({ unit: 'binary', maxLength: 6 }).filter((name) => name !== '__proto__' && name !== 'list');
const documents = fc
  .record({
    before: fc.dictionary(field, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    list: fc.oneof(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 }), fc.jsonValue({ maxDepth: 1 })),
    indent: fc.constantFrom(0, 1, '\t\r\n'),
  })
  .map(({ before, list, indent }) => JSON.stringify({ ...before, list, last: '"}],{' }, null, indent));
const size = fc.integer({ min: 1, max: 40 });

describe('JSON whose longest field is a list', () => {
  it('is read in any pieces as whole', () => {
    fc.assert(
      fc.property(documents, size, (text, bytes) => {
        expect(readInPieces(text, bytes)).toEqual(readWhole(text));
      }),
    );
  });

  it('is refused whenever JSON.parse refuses it', () => {
    const broken = fc
      .tuple(documents, fc.nat(), fc.constantFrom('', '"', '\\', '{', '}', '[', ']', ',', ':', '0', ' ', 'null'))
      .map(([text, at, put]) => {
        const place = at % text.length;
        return text.slice(0, place) + put + text.slice(place + 1);
      });
    fc.assert(
      fc.property(broken, size, (text, bytes) => {
        const whole = readWhole(text);
        // A field that is there twice is the last one to JSON.parse, and a list twice over here.
        if (whole !== undefined) return;
        expect(readInPieces(text, bytes)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('is read without the lists and objects that nobody reads, and nothing else is lost', () => {
    const names = fc.constantFrom('links', 'logos', 'link', 'text', 'a"links', '"links":[', 'links":{');
    const items = fc.array(fc.dictionary(names, fc.oneof(fc.jsonValue({ maxDepth: 2 }), names)), { maxLength: 4 });
    const nested = fc.array(fc.dictionary(names, items, { maxKeys: 4 }), { maxLength: 4 });
    const texts = fc
      .tuple(nested, fc.constantFrom(0, 1))
      .map(([list, indent]) => JSON.stringify({ links: { a: 1 }, list, logos: 'whole' }, null, indent));
    fc.assert(
      fc.property(texts, size, (text, bytes) => {
        expect(withoutUnread(readInPieces(text, bytes, UNREAD))).toEqual(withoutUnread(readWhole(text)));
      }),
    );
  });

  it('has null for a list or an object that nobody reads, also where its end comes later', () => {
    const text = JSON.stringify({
      list: [{ id: 1, links: [{ href: ']}"\\' }], logos: 'shown', more: { links: { a: 1 } } }],
    });
    const cut = text.indexOf('href');
    const items: unknown[] = [];
    const reader = createListedJson({ list: 'list', maxDepth: 9, unread: UNREAD, onItem: (item) => items.push(item) });
    reader.write(Buffer.from(text.slice(0, cut)));
    reader.write(Buffer.from(text.slice(cut)));
    reader.end();
    expect(items).toEqual([{ id: 1, links: null, logos: 'shown', more: { links: null } }]);
  });

  it('is refused where what nobody reads nests too deep', () => {
    const reader = createListedJson({ list: 'list', maxDepth: 3, unread: UNREAD, onItem: () => undefined });
    expect(() => {
      reader.write(Buffer.from('{"list":[{"links":[[[['));
    }).toThrow(ListedJsonError);
  });

  it('is refused where it nests too deep, before it ends', () => {
    const reader = createListedJson({ list: 'list', maxDepth: 3, onItem: () => undefined });
    expect(() => {
      reader.write(Buffer.from('{"list":[[[['));
    }).not.toThrow();
    expect(() => {
      reader.write(Buffer.from('['));
    }).toThrow(ListedJsonError);
  });

  it('ends with what the reader of an item throws', () => {
    const enough = new Error('enough');
    const reader = createListedJson({
      list: 'list',
      maxDepth: 3,
      onItem() {
        throw enough;
      },
    });
    expect(() => {
      reader.write(Buffer.from('{"list":[1,'));
    }).toThrow(enough);
  });
});
