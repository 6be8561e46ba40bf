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

  it('keeps its form when the form is typed as a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const form = nameForm(text);
        expect(nameForm(nameText(form))).toEqual(form);
      }),
    );
  });

  it('always makes a valid cache key', () => {
    fc.assert(
      // Any code points, halves of surrogate pairs included; fast-check's own unit for that takes seconds to set up.
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff })), (points) => {
        expect(nameKey(nameForm(String.fromCodePoint(...points)))).toMatch(/^[a-z0-9-]*$/);
      }),
    );
  });
});
