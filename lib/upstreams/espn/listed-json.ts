import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, isSpace, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-bytes.ts';
import { createValueScan, ListedJsonError, type ValueScanOptions } from './json-value-scan.ts';

export { ListedJsonError } from './json-value-scan.ts';

export interface ListedJsonOptions extends Pick<ValueScanOptions, 'maxDepth'> {
  /** The field whose list is handed on item by item. */
  readonly list: string;
  /** As the scan's; by default every field is read. */
  readonly unread?: ValueScanOptions['unread'];
  /** Called with each item as soon as it is complete. What it throws ends the reading. */
  readonly onItem: (item: unknown) => void;
}

export interface ListedJson {
  write(chunk: Uint8Array): void;
  /** The other fields, once the text has ended. */
  end(): ReadonlyMap<string, unknown>;
}

/** What may come next, spaces aside. */
type Place =
  'object' | 'first key' | 'key' | 'colon' | 'value' | 'after value' | 'first item' | 'item' | 'after item' | 'end';

/**
 * Reads an object of JSON whose longest field is a list. It only looks for where a value ends and leaves the rest to
 * JSON.parse: half a megabyte of small objects is parsed as fast as the runtime can, and never more than one of them is held.
 *
 * @example
 * const reader = createListedJson({ list: 'athletes', maxDepth: 32, onItem: (athlete) => read(athlete) });
 * for await (const chunk of body) reader.write(chunk);
 * const { pagination } = Object.fromEntries(reader.end());
 */
export const createListedJson = ({ list, maxDepth, unread = [], onItem }: ListedJsonOptions): ListedJson => {
  const fields = new Map<string, unknown>();
  const scan = createValueScan({ maxDepth, unread });
  let place: Place = 'object';
  let field = '';

  /** A value has ended: a key, a field's value or an item. */
  const taken = (value: unknown): Place => {
    if (place === 'item') {
      onItem(value);
      return 'after item';
    }
    if (place === 'value') {
      fields.set(field, value);
      return 'after value';
    }
    field = String(value);
    return 'colon';
  };

  /** Where a byte leads to; undefined: it begins a value. */
  const next = (byte: number): Place | undefined => {
    switch (place) {
      case 'object':
        if (byte === OPEN_BRACE) return 'first key';
        break;
      case 'first key':
      case 'key':
        if (byte === QUOTE) return undefined;
        if (byte === CLOSE_BRACE && place === 'first key') return 'end';
        break;
      case 'colon':
        if (byte === COLON) return 'value';
        break;
      case 'value':
        return byte === OPEN_BRACKET && field === list ? 'first item' : undefined;
      case 'after value':
        if (byte === COMMA) return 'key';
        if (byte === CLOSE_BRACE) return 'end';
        break;
      case 'first item':
        if (byte === CLOSE_BRACKET) return 'after value';
        place = 'item';
        return undefined;
      case 'item':
        return undefined;
      case 'after item':
        if (byte === COMMA) return 'item';
        if (byte === CLOSE_BRACKET) return 'after value';
        break;
      case 'end':
    }
    throw new ListedJsonError('an unexpected character');
  };

  return {
    write(chunk) {
      let at = 0;
      while (at < chunk.length) {
        const byte = chunk[at] ?? 0;
        if (!scan.isOpen()) {
          const led = isSpace(byte) ? place : next(byte);
          if (led !== undefined) {
            place = led;
            at += 1;
            continue;
          }
          scan.begin(byte);
        }
        at = scan.take(chunk, at);
        if (!scan.isOpen()) place = taken(scan.value());
      }
    },
    end() {
      if (place !== 'end') throw new ListedJsonError('an end in the middle');
      return fields;
    },
  };
};
