import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliasesOf } from '../../../lib/sports/names/aliases.ts';
import { createNameIndex } from '../../../lib/sports/names/name-index.ts';
import { matchName } from '../../../lib/sports/names/match.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { lettersOf, nameForm, type NameForm } from '../../../lib/sports/names/name-form.ts';
import type { SearchHit } from '../../../lib/sports/upstream/index.ts';

const hit = (id: string, name: string): SearchHit => ({ id: id as PlayerId, name, teamId: null, teamName: null });

const MAHOMES = hit('3139477', 'Patrick Mahomes');
const CARTER = hit('4240657', 'Michael Carter');
const CARTER_II = hit('4240456', 'Michael Carter II');
const BECKHAM = hit('16733', 'Odell Beckham Jr.');
const PARSONS = hit('4361423', 'Micah Parsons');

const match = (typed: string, ...hits: SearchHit[]): string => {
  const form = nameForm(typed);
  const found = matchName(form, createNameIndex(hits), aliasesOf('nfl', form));
  return found === undefined ? 'nobody' : [found.match, ...found.candidates.map(({ id }) => id)].join(' ');
};

describe('among the hits of a search, a name', () => {
  it('matches the player on file under it', () => {
    expect(match('patrick mahomes', PARSONS, MAHOMES)).toBe(`exact ${MAHOMES.id}`);
  });

  it('matches the typed suffix, and without one players of any suffix', () => {
    expect(match('Michael Carter II', CARTER, CARTER_II)).toBe(`exact ${CARTER_II.id}`);
    expect(match('Michael Carter', CARTER, CARTER_II)).toBe(`exact ${CARTER.id} ${CARTER_II.id}`);
    expect(match('odell beckham', BECKHAM)).toBe(`exact ${BECKHAM.id}`);
  });

  it('may have a suffix that is not on file, but not a wrong one', () => {
    expect(match('PATRICK MAHOMES II', MAHOMES)).toBe(`exact ${MAHOMES.id}`);
    expect(match('Odell Beckham Sr.', BECKHAM)).toBe('nobody');
  });

  it('may be a nickname, with or without a suffix, unless a player has that very name', () => {
    expect(match('pat mahomes', PARSONS, MAHOMES)).toBe(`alias ${MAHOMES.id}`);
    expect(match('pat mahomes ii', PARSONS, MAHOMES)).toBe(`alias ${MAHOMES.id}`);
    expect(match('pat mahomes', MAHOMES, hit('9', 'Pat Mahomes'))).toBe('exact 9');
  });

  it('may be a surname', () => {
    expect(match('mahomes', MAHOMES, PARSONS)).toBe(`surname ${MAHOMES.id}`);
    expect(match('carter', CARTER, CARTER_II)).toBe(`surname ${CARTER.id} ${CARTER_II.id}`);
    expect(match('carter ii', CARTER, CARTER_II)).toBe(`surname ${CARTER_II.id}`);
  });

  it('does not match similar names', () => {
    expect(match('Micheal Parsons', PARSONS)).toBe('nobody');
    expect(match('patrick', MAHOMES)).toBe('nobody');
  });
});

describe('among any players', () => {
  const word = fc.constantFrom(
    'Al',
    'Bo',
    'Allan',
    'St.',
    'De',
    'La',
    'Young',
    'Smith-Young',
    "O'Bo",
    'Á',
    'II',
    'Jr.',
  );
  const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  const everybody = fc
    .array(fc.record({ name, otherNames: fc.array(name, { maxLength: 1 }) }), { maxLength: 12 })
    .map((players) => players.map((player, index) => ({ ...player, id: String(index) })));

  const bears = (wanted: NameForm, text: string): boolean => {
    const form = nameForm(text);
    const isSuffixed = wanted.suffix === null || form.suffix === wanted.suffix;
    return lettersOf(form) === lettersOf(wanted) && isSuffixed;
  };

  it('an exact match is every player of that name, and no other', () => {
    fc.assert(
      fc.property(everybody, name, (players, typed) => {
        const wanted = nameForm(typed);
        const found = matchName(wanted, createNameIndex(players));
        const bearers = players.filter((player) => bears(wanted, player.name));
        const withoutSuffix = players.filter((player) => bears({ ...wanted, suffix: null }, player.name));
        if (bearers.length > 0 && wanted.base !== '') {
          expect(found).toEqual({ match: 'exact', candidates: bearers });
        } else if (found?.match === 'exact') {
          expect(found.candidates).toEqual(withoutSuffix.filter((each) => nameForm(each.name).suffix === null));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('an alias is another name on file, and a surname the end of a name', () => {
    fc.assert(
      fc.property(everybody, name, (players, typed) => {
        const wanted = nameForm(typed);
        const found = matchName(wanted, createNameIndex(players));
        for (const { name: own, otherNames } of found?.candidates ?? []) {
          const letters = lettersOf(wanted);
          if (found?.match === 'alias') expect(otherNames.some((other) => bears(wanted, other))).toBe(true);
          if (found?.match === 'surname') {
            const { base, suffix } = nameForm(own);
            const ends = base.split(' ').map((_each, start, words) => words.slice(start).join(''));
            expect(ends.slice(1).flatMap((end) => [end, `${end}${suffix ?? ''}`])).toContain(letters);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
