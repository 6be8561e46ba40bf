import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameForm, nameKey, nameText } from '../../../lib/sports/names/name-form.ts';

describe('a name', () => {
  it.each([
    ['Patrick Mahomes', 'patrick mahomes', null],
    ['  PATRICK   MAHOMES ', 'patrick mahomes', null],
    ['PATRICK MAHOMES II', 'patrick mahomes', 'ii'],
    ['Odell Beckham Jr.', 'odell beckham', 'jr'],
    ['A.J. Brown', 'aj brown', null],
    ['A J Brown', 'aj brown', null],
    ['aj brown', 'aj brown', null],
    ['Brown, A.J.', 'aj brown', null],
    ['Harrison, Marvin Jr.', 'marvin harrison', 'jr'],
    ['Marvin Harrison, Jr.', 'marvin harrison', 'jr'],
    ["Ja'Marr Chase", 'jamarr chase', null],
    ['Ja’Marr Chase', 'jamarr chase', null],
    ['Luka Dončić', 'luka doncic', null],
    ['Nikola Jokić', 'nikola jokic', null],
    ['Amon-Ra St. Brown', 'amon ra st brown', null],
    ['JuJu Smith-Schuster', 'juju smith schuster', null],
    ['T.J. Watt', 'tj watt', null],
    ['Shai Gilgeous-Alexander', 'shai gilgeous alexander', null],
    ['Kristaps Porziņģis', 'kristaps porzingis', null],
    ['Mads Bjørn', 'mads bjorn', null],
    ['Mahomes', 'mahomes', null],
    ['Mr. V', 'mr v', null],
    ['🏈', '', null],
    ['', '', null],
  ])('%j is %j, suffix %j', (text, base, suffix) => {
    expect(nameForm(text)).toEqual({ base, suffix });
  });

  it('is the same however it is typed, once it has been reduced', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const form = nameForm(text);
        expect(nameForm(nameText(form))).toEqual(form);
      }),
    );
  });

  it('always makes a key that a tier takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(nameKey(nameForm(text))).toMatch(/^[a-z0-9-]*$/);
      }),
    );
  });
});
