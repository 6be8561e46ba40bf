import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearPrefixes } from '../../../lib/sports/names/near-prefixes.ts';
import { editsToPrefix, maxEditsOf } from '../../../lib/sports/names/prefix-edits.ts';
import { nameAt } from '../../../simulators/espn/names.ts';

const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort((a, b) => (a < b ? -1 : Number(a > b)));
const near = (texts: readonly string[], typed: string): readonly string[] =>
  nearPrefixes({ length: texts.length, textAt: (at) => texts[at] ?? '' }, typed, maxEditsOf(typed)).flatMap(
    ({ from, to }) => texts.slice(from, to),
  );

describe('texts that begin nearly like what was typed', () => {
  // Few letters: most texts are near each other.
  const text = fc.stringMatching(/^[abc]{0,12}$/);
  const typed = fc.stringMatching(/^[abc]{4,12}$/);

  it('are all among those found', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), typed, (texts, word) => {
        const all = sorted(texts);
        const found = near(all, word);
        const wanted = all.filter((each) => editsToPrefix(word, each) < Infinity);
        expect(found.filter((each) => editsToPrefix(word, each) < Infinity)).toEqual(wanted);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['mahomse', ['mahomes', 'mahomespatrick', 'mahones']],
    ['amhomes', ['mahomes', 'mahomespatrick']],
    ['mahmes', ['mahomes', 'mahomespatrick']],
    ['smith', ['smith', 'smithjones', 'smyth']],
    ['qqqqxxxx', []],
  ])('are found for %s', (word, expected) => {
    const all = sorted(['mahomes', 'mahomespatrick', 'mahones', 'smith', 'smithjones', 'smyth', 'sm', '', 'patrick']);
    expect(near(all, word).filter((each) => editsToPrefix(word, each) < Infinity)).toEqual(expected);
  });

  it('are found without a look at each: eight times as many texts are not four times the work', () => {
    const looksAt = (names: number): number => {
      const all = sorted(
        Array.from({ length: names }, (_, place) => {
          const { firstName, lastName } = nameAt('near', place);
          return `${firstName}${lastName}`.toLowerCase();
        }),
      );
      let looks = 0;
      const textAt = (at: number): string => {
        looks += 1;
        return all[at] ?? '';
      };
      for (const word of ['mahomse', 'jhonson', 'willaims', 'qxzzyywv'])
        nearPrefixes({ length: all.length, textAt }, word, maxEditsOf(word));
      return looks;
    };
    expect(looksAt(16_000)).toBeLessThan(4 * looksAt(2000));
  });
});
