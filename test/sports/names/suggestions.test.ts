import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { expect, it } from 'vitest';
import { createNameIndex } from '../../../lib/sports/names/name-index.ts';
import { mergeDirectory } from '../../../lib/sports/names/merge-directory.ts';
import { suggest } from '../../../lib/sports/names/suggestions.ts';
import { isActive } from '../../../lib/sports/names/index.ts';
import { nameForm } from '../../../lib/sports/names/name-form.ts';
import { athlete } from '../resources/league-in-test.ts';

const index = createNameIndex(
  mergeDirectory({
    everyPlayer: [
      athlete('1', 'Micah Parsons'),
      athlete('2', 'Patrick Mahomes'),
      athlete('3', 'Lamar Jackson'),
      athlete('4', 'Lamar Jackson', null),
      athlete('5', 'Amon-Ra St. Brown'),
      ...Array.from({ length: 20 }, (_each, at) =>
        athlete(String(100 + at), `Mike Smit${'abcdefghijklmnopqrst'[at] ?? ''}`),
      ),
    ],
  }),
);

const near = (typed: string): readonly string[] => suggest(nameForm(typed), index, isActive).map(({ id }) => id);

it.each([
  ['Micheal Parsons', ['1']],
  ['mahomse', ['2']],
  ['mahom', ['2']],
  ['Patrick', ['2']],
  ['p mahomes', ['2']],
  ['lamarr jackson', ['3', '4']],
  ['st brwn', []],
  ['amon ra st brwn', ['5']],
  ['qq', []],
  ['xyzzy plugh', []],
  ['a'.repeat(90), []],
])('near %j is %j', (typed, ids) => {
  expect(near(typed)).toEqual(ids);
});

it('suggests five players at most', () => {
  expect(near('Mike Smith')).toHaveLength(5);
});

it('ranks an inactive player behind active ones whose names are up to two edits further away', () => {
  const five = Array.from({ length: 5 }, (_each, at) => athlete(String(100 + at), `Mike Smixx${'abcde'[at] ?? ''}`));
  const crowded = createNameIndex(mergeDirectory({ everyPlayer: [athlete('1', 'Mike Smixx', null), ...five] }));
  expect(suggest(nameForm('Mike Smix'), crowded, isActive).map(({ id }) => id)).not.toContain('1');
});

it('suggests nothing for more than sixty letters', () => {
  const long = (letters: number): string => `Anna ${'b'.repeat(letters - 5)}`;
  const names = createNameIndex(mergeDirectory({ everyPlayer: [athlete('1', long(60)), athlete('2', long(61))] }));
  expect(suggest(nameForm(long(60)), names, isActive)).toHaveLength(2);
  expect(suggest(nameForm(long(61)), names, isActive)).toEqual([]);
});

it('leaves out nobody whose name is near, by a look at letters only', () => {
  const word = fc.stringMatching(/^[abcdé]{1,7}$/);
  const name = fc.tuple(word, word).map((words) => words.join(' '));
  fc.assert(
    // As many as are suggested at most.
    fc.property(fc.array(name, { maxLength: 5 }), name, (names, typed) => {
      const wanted = nameForm(typed);
      fc.pre(wanted.base.length >= 3);
      const all = createNameIndex(names.map((each, at) => ({ id: String(at), name: each })));
      const maxEdits = Math.max(1, Math.floor(wanted.base.length / 3));
      const near = all.all.filter(({ form }) => distance(wanted.base, form.base) <= maxEdits);
      expect(suggest(wanted, all, () => true)).toEqual(expect.arrayContaining(near.map(({ player }) => player)));
    }),
    { numRuns: 1000 },
  );
});
