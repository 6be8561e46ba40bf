import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { soughtName, matchSought } from '../../../lib/sports/lookup/sought.ts';
import { searchTexts } from '../../../lib/sports/lookup/search-texts.ts';
import { createNameIndex } from '../../../lib/sports/names/name-index.ts';
import { nameFault, typedForm } from '../../../lib/sports/names/name-form.ts';

const ON_FILE = ['Patrick Mahomes', 'Luka Dončić', 'Martin Ødegaard', 'Amon-Ra St. Brown', 'Michael Pittman Jr.'];
const IN_OTHER_SCRIPTS = [
  'Иван Петров',
  '大谷翔平',
  '손흥민',
  'محمد صلاح',
  'Γιάννης Αντετοκούνμπο',
  'विराट कोहली',
  '李',
];

const index = createNameIndex([...ON_FILE, ...IN_OTHER_SCRIPTS].map((name, id) => ({ id: String(id), name })));
const everybody = { isShown: () => true, isPlaying: () => true };

/** Whom a typed name means, of all of them: `exact Patrick Mahomes`; undefined for nobody. */
const meant = (typed: string): string | undefined => {
  const found = matchSought(soughtName('nfl', typedForm(typed)), index, everybody);
  return found && `${found.match} ${found.candidates.map(({ name }) => name).join(', ')}`;
};

// Letters of other scripts, among them those that look Latin, marks that are letters of their script, foreign digits,
// and letters in boxes.
const FOREIGN = [
  ...Array.from('ИванаеорсхузКМαβοΜ漢字大谷あアー한국ㅎמאיصلاحدगாกัა'),
  ...['\u0650', '\u093f', '\u0940', '\u0e31', '٣', '५', '🅿', '🅼', 'ᴍ', 'ʜ'],
];

const letterOf = fc.constantFrom(...FOREIGN);

/** A text with another put in anywhere. */
const inserted = (text: string, what: string, at: number): string => {
  const letters = Array.from(text);
  const place = at % (letters.length + 1);
  return [...letters.slice(0, place), what, ...letters.slice(place)].join('');
};

describe('a name with a letter of another script', () => {
  it('is never matched by the letters that are left, wherever the letter stands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ON_FILE, 'Mahomes', 'Pat Mahomes', 'Brown', 'Mahomes, Patrick', 'patrick mahomes ii'),
        fc.array(letterOf, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', ' ', '-', '.', ', '),
        fc.nat({ max: 40 }),
        (name, letters, apart, at) => {
          const typed = inserted(name, `${apart}${letters.join('')}${apart}`, at);
          expect([typed, meant(typed)]).toEqual([typed, undefined]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    'Иван Mahomes',
    'Mahomes Иван',
    'Mahomes, Иван',
    '漢字mahomes',
    'mahomes漢字',
    '漢字 mahomes',
    'Mаhomes', // a Cyrillic а
    'Раtrick Mahomes', // a Cyrillic Р and а
    'Patrick Μahomes', // a Greek Μ
    'محمد Mahomes',
    'Mahomes محمد',
    '한국 Mahomes',
    'Mahomes Jr. Иван',
    'ि Mahomes',
    'Mahomes ٢',
    '🅿🅰🆃 Mahomes',
    'Патрик Махоумс',
    'Лука Дончић',
  ])('%s means nobody, and can be asked for', (typed) => {
    expect(meant(typed)).toBeUndefined();
    expect(nameFault(typedForm(typed))).toBeUndefined();
  });

  it('is a name, however short', () => {
    fc.assert(
      fc.property(fc.constantFrom('И', 'я', '漢', '李', 'あ', 'ア', 'ㅎ', '한', 'א', 'ص'), (letter) => {
        expect(nameFault(typedForm(letter))).toBeUndefined();
      }),
    );
  });

  it.each(['🐐', '🏈🏈', '...', '\u200b\u200d', '३', '7', 'x', '\u0301'])('%j has no letter, or one', (typed) => {
    expect(nameFault(typedForm(typed))).toBe('must have at least two letters');
  });

  it.each(IN_OTHER_SCRIPTS)('%s is found where a player is on file so', (name) => {
    expect(meant(name)).toBe(`exact ${name}`);
    expect(meant(` ${name}! `)).toBe(`exact ${name}`);
    expect(meant(name.normalize('NFD'))).toBe(`exact ${name}`);
  });

  it('is found by a surname in its own script', () => {
    expect(meant('Петров')).toBe('surname Иван Петров');
    expect(meant('Павел Петров')).toBeUndefined();
  });

  it('costs no search', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), letterOf, fc.nat({ max: 12 }), (text, letter, at) => {
        const form = typedForm(inserted(text, letter, at));
        expect(searchTexts(soughtName('nfl', form))).toEqual({ name: [], spellings: [], words: [] });
      }),
    );
  });
});

describe('a name in Latin letters', () => {
  const accent = fc.constantFrom('\u0301', '\u0308', '\u030c', '\u0327', '\u0338');
  const invisible = fc.constantFrom('\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u200e', '\ufe0f');
  const decoration = fc.constantFrom('🐐 ', ' 🏈', ' 🇺🇸 ', '★', '!', '«', '(');

  it('is matched with accents on any of its letters', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ON_FILE), accent, fc.nat({ max: 40 }), (name, mark, at) => {
        expect(meant(inserted(name, mark, at))).toBe(`exact ${name}`);
      }),
    );
  });

  it('is matched with characters in it that nobody sees', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ON_FILE), invisible, fc.nat({ max: 40 }), (name, character, at) => {
        expect(meant(inserted(name, character, at))).toBe(`exact ${name}`);
      }),
    );
  });

  it('is matched with symbols before and behind it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ON_FILE), decoration, decoration, (name, before, behind) => {
        expect(meant(`${before} ${name} ${behind}`)).toBe(`exact ${name}`);
      }),
    );
  });

  it.each([
    ['Doncic', 'surname Luka Dončić'],
    ['LUKA DONČIĆ', 'exact Luka Dončić'],
    ['martin odegaard', 'exact Martin Ødegaard'],
    ['Ødegaard', 'surname Martin Ødegaard'],
    ['Patrick\u200bMahomes', 'exact Patrick Mahomes'],
    ['Ｐａｔｒｉｃｋ Ｍａｈｏｍｅｓ', 'exact Patrick Mahomes'],
  ])('%s is %s', (typed, expected) => {
    expect(meant(typed)).toBe(expected);
  });
});
