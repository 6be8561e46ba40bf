import {
  createMemoryTier,
  decodeEntry,
  encodeEntry,
  hours,
  type CacheKey,
  cacheKey,
  type Entry,
} from '../../lib/cache/index.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import { entryOf } from '../../test/support/entries.ts';

/** What entries of a kind take while the tier is filled. */
export interface Filled {
  /** Bytes that the tier counts. */
  readonly counted: number;
  readonly entries: number;
  /** On V8's heap and beside it, after a full collection, beyond what there was before. */
  readonly taken: number;
  readonly resident: number;
}

const WORDS = 'Patrick Mahomes passingYards completions Kansas City Chiefs touchdowns interceptions 2024 regular'.split(
  ' ',
);

/** Text that compresses as answers do: words that return, numbers that do not. */
const textOf = (length: number, seed: number): string => {
  let text = '{"values":[';
  for (let at = 0; text.length < length; at += 1) {
    text += `{"${WORDS[(at * 7 + seed) % WORDS.length] ?? ''}":${(Math.imul(seed + at, 2_654_435_761) >>> 8) % 5000}},`;
  }
  return `${text}0]}`;
};

interface Kind {
  /** Characters of the text; null: absent. */
  readonly characters: number | null;
  /** What is unpacked and kept of each. */
  readonly isDerived?: boolean;
}

export const KINDS = {
  absences: { characters: null },
  'short texts': { characters: 600 },
  'stat lines': { characters: 1500 },
  'rosters, packed': { characters: 30_000 },
  'careers, packed': { characters: 12_000 },
  'careers and their texts': { characters: 12_000, isDerived: true },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof KINDS;

const LATER = Date.now() + hours(1000);

const TEMPLATES = 20;

/** As entries come out of a tier: of texts and bytes of their own. What made them is not measured. */
const createReader = (characters: number | null): ((index: number) => Entry) => {
  const times = { freshUntil: LATER, staleUntil: LATER, loadedAt: Date.now() };
  const templates = Array.from({ length: TEMPLATES }, (_, seed) => {
    const made = characters === null ? { body: null, etag: '"absent"' } : httpBodies.encode(textOf(characters, seed));
    const { header, body } = encodeEntry(
      entryOf(Date, '', { ...made, ...times, scopes: ['*', 'player:3000000', 'team:12'] }),
    );
    return {
      header,
      body: body === undefined ? '' : Buffer.from(body).toString('base64'),
      isText: typeof body === 'string',
    };
  });
  return (index) => {
    const template = templates[index % TEMPLATES];
    if (template === undefined) throw new Error('There are no templates');
    const { header, body, isText } = template;
    const own = header.replace('player:3000000', `player:${String(3_000_000 + index)}`);
    const bytes = Buffer.from(body, 'base64');
    const entry = decodeEntry(own, isText ? bytes.toString() : new Uint8Array(bytes)) ?? decodeEntry(own, undefined);
    if (entry === undefined) throw new Error('An entry did not come back');
    return entry;
  };
};

const used = (): { readonly taken: number; readonly resident: number } => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { taken: heapUsed + external, resident: rss };
};

/** Fills a tier with entries of a kind and measures it at each of the sizes. */
export const fill = (name: KindName, sizes: readonly number[]): readonly Filled[] => {
  const { characters, isDerived = false }: Kind = KINDS[name];
  const memory = createMemoryTier({ maxBytes: Math.max(...sizes) * 2, cap: Infinity });
  const stored = createReader(characters);
  for (let index = 0; index < 50; index += 1) stored(index);
  const before = used();
  const filled: Filled[] = [];
  let index = 0;
  for (const size of sizes) {
    while (memory.bytes < size) {
      const key: CacheKey = cacheKey(`nfl:stats:${3_000_000 + index}:2024`);
      const entry = stored(index);
      memory.set(key, entry);
      if (isDerived && entry.body !== null) {
        const text = httpBodies.decode(entry.body);
        memory.derived.set(`text:${key}`, { entry, text }, text.length * 2);
      }
      index += 1;
    }
    const now = used();
    filled.push({
      counted: memory.bytes,
      entries: memory.size,
      taken: now.taken - before.taken,
      resident: now.resident - before.resident,
    });
  }
  return filled;
};
