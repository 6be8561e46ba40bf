import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../lib/sports/names/name-form.ts';
import { editsToPrefix } from '../../../lib/sports/names/prefix-edits.ts';
import { createPrefixIndex } from '../../../lib/sports/names/prefix-index.ts';
import { typedWords } from '../../../lib/sports/names/typed-words.ts';

const NAMES = [
  'Josh Allen',
  'Josh Jacobs',
  'Keenan Allen',
  'Patrick Mahomes',
  "Ja'Marr Chase",
  'A.J. Brown',
  'Amon-Ra St. Brown',
  'Marvin Harrison Jr.',
  'José Ramírez',
  "D'Andre Swift",
  'Иван Иванов',
  '__proto__ constructor',
];

const NICKNAMES = new Map([
  ['amonrastbrown', ['Sun God']],
  ['marvinharrison', ['Maserati']],
]);

const players = NAMES.map((name, index) => ({ id: String(index), name }));
const index = createPrefixIndex(players, (letters) => NICKNAMES.get(letters) ?? []);

const namesFor = (text: string): readonly string[] =>
  [...index.find(typedWords('nfl', text), 25)]
    .sort(([, a], [, b]) => a.level - b.level || a.detail - b.detail)
    .map(([{ name }]) => name);

describe('a text that is being typed', () => {
  it.each([
    ['josh a', 'Josh Allen'],
    ['allen jo', 'Josh Allen'],
    ['JoshA', 'Josh Allen'],
    ['joshal', 'Josh Allen'],
    ['Allen, Jo', 'Josh Allen'],
    ['maho', 'Patrick Mahomes'],
    ['mahoem', 'Patrick Mahomes'],
    ['patrik maholmes', 'Patrick Mahomes'],
    ['pat maho', 'Patrick Mahomes'],
    ['p mah', 'Patrick Mahomes'],
    ['jamar', "Ja'Marr Chase"],
    ['ja marr', "Ja'Marr Chase"],
    ['a j br', 'A.J. Brown'],
    ['aj b', 'A.J. Brown'],
    ['stbro', 'Amon-Ra St. Brown'],
    ['sun g', 'Amon-Ra St. Brown'],
    ['maser', 'Marvin Harrison Jr.'],
    ['marvin harrison jr', 'Marvin Harrison Jr.'],
    ['jose ram', 'José Ramírez'],
    ['RAMÍ', 'José Ramírez'],
    ['d andre sw', "D'Andre Swift"],
    ['ива', 'Иван Иванов'],
    ['__proto__', '__proto__ constructor'],
  ])('%s finds %s first', (text, name) => {
    expect(namesFor(text)[0]).toBe(name);
  });

  it.each([
    'Иван Mahomes',
    'Mahomes Иван',
    '漢字mahomes',
    'Mаhomes',
    'Patrick Μahomes',
    'Mahomes ٢',
    'zzzz',
    'josh josh',
  ])('%s finds nobody by a part of it', (text) => {
    expect(namesFor(text)).toEqual([]);
  });

  it('has every word in a word of its own, however many are alike', () => {
    const same = createPrefixIndex([{ id: '1', name: 'a a a a a a a a a a a a' }], () => []);
    expect(same.find(typedWords('nfl', 'a a a a a a a a a a a'), 25).size).toBe(1);
    expect(same.find(typedWords('nfl', 'a a a a a a a a a a a b'), 25).size).toBe(0);
  });

  it('takes typos only where too few fit without one', () => {
    expect(index.find(typedWords('nfl', 'alle'), 1).size).toBe(2);
    expect(namesFor('alln')).toEqual(['Josh Allen', 'Keenan Allen']);
    expect(namesFor('aln')).toEqual([]);
  });
});

describe('edits to a beginning', () => {
  it.each([
    ['maho', 'mahomes', 0],
    ['moho', 'mahomes', 1],
    ['mhao', 'mahomes', 1],
    ['mahhom', 'mahomes', 1],
    ['mhomes', 'mahomes', 1],
    ['mah0m3s', 'mahomes', 2],
    ['hgj', 'hgi', Infinity],
    ['zzhomes', 'mahomes', Infinity],
  ])('%s is %s but for %d', (typed, name, edits) => {
    expect(editsToPrefix(typed, name)).toBe(edits);
  });
});

// Any code point, half pairs included.
const POINT = fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point));

const word = fc.oneof(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.constantFrom(
    'St.',
    'de la',
    "O'Neal",
    'Smith-Njigba',
    'José',
    'Łukasz',
    'Jr.',
    'III',
    '李',
    'Иван',
    '__proto__',
    'constructor',
  ),
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

it('finds every player by every beginning of every word, in any case', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 40 }), fc.boolean(), (names, isUpper) => {
      const all = names.map((text, id) => ({ id: String(id), name: text }));
      const every = createPrefixIndex(all, () => []);
      for (const player of all) {
        for (const whole of wordsOf(player.name)) {
          for (let end = 1; end <= whole.length; end += 1) {
            const typed = whole.slice(0, end);
            const found = every.find(typedWords('nfl', isUpper ? typed.toUpperCase() : typed), 25);
            expect(found.get(player)?.level).toBeLessThan(2);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('never finds whoever lacks a word, and never throws', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 20 }), fc.string({ unit: POINT, maxLength: 40 }), (names, text) => {
      const every = createPrefixIndex(
        names.map((each, id) => ({ id: String(id), name: each })),
        () => [],
      );
      const found = every.find(typedWords('nfl', text), 25);
      if (wordsOf(text).length === 0) expect(found.size).toBe(0);
    }),
  );
});
