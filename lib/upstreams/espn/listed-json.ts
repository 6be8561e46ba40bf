const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;

/** The text is no JSON, or nests deeper than was allowed. */
export class ListedJsonError extends Error {
  override readonly name = 'ListedJsonError';
}

export interface ListedJsonOptions {
  /** The field whose list is handed on item by item. */
  readonly list: string;
  readonly maxDepth: number;
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
export const createListedJson = ({ list, maxDepth, onItem }: ListedJsonOptions): ListedJson => {
  const fields = new Map<string, unknown>();
  const scan = createValueScan(maxDepth);
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

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Finds the end of one value after the other, in whatever pieces they come. */
const createValueScan = (maxDepth: number) => {
  const held: Uint8Array[] = [];
  let isOpen = false;
  let isPlain = false;
  let isText = false;
  let isEscaped = false;
  let depth = 0;

  /** After the last byte of a value that begins with a bracket or a quote, or the end of the chunk. */
  const endOfNested = (chunk: Uint8Array, from: number): number => {
    // Every byte of megabytes passes here: locals are faster than what the functions share.
    let at = from;
    let inText = isText;
    let levels = depth;
    for (; isOpen && at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (inText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) {
          inText = false;
          isOpen = levels > 0;
        }
      } else if (byte === QUOTE) inText = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        levels += 1;
        if (levels > maxDepth) throw new ListedJsonError(`nested deeper than ${maxDepth} levels`);
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        levels -= 1;
        isOpen = levels > 0;
      }
    }
    isText = inText;
    depth = levels;
    return at;
  };

  /** Before what ends a number or a word, or the end of the chunk. */
  const endOfPlain = (chunk: Uint8Array, from: number): number => {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte !== COMMA && byte !== CLOSE_BRACE && byte !== CLOSE_BRACKET && !isSpace(byte)) continue;
      isOpen = false;
      return at;
    }
    return chunk.length;
  };

  return {
    isOpen: () => isOpen,
    begin(byte: number): void {
      isOpen = true;
      isPlain = byte !== OPEN_BRACE && byte !== OPEN_BRACKET && byte !== QUOTE;
    },
    /** How far the value goes in the chunk. */
    take(chunk: Uint8Array, from: number): number {
      const end = isPlain ? endOfPlain(chunk, from) : endOfNested(chunk, from);
      held.push(chunk.subarray(from, end));
      return end;
    },
    value(): unknown {
      const [only] = held;
      const bytes = held.length === 1 && only !== undefined ? only : Buffer.concat(held);
      held.length = 0;
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw new ListedJsonError('a value that cannot be parsed');
      }
    },
  };
};
