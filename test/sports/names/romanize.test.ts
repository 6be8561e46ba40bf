import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isInOtherScript, nameFault, nameForm } from '../../../lib/sports/names/name-form.ts';
import { readingsOf } from '../../../lib/sports/names/romanize.ts';

const readings = (text: string): readonly string[] => readingsOf(nameForm(text)).map(({ base }) => base);

it.each([
  ['Лука Дончић', 'luka doncic'],
  ['Никола Јокић', 'nikola jokic'],
  ['Никита Кучеров', 'nikita kucherov'],
  ['Артемий Панарин', 'artemi panarin'],
  ['Евгений Малкин', 'evgeni malkin'],
  ['Андрей Василевский', 'andrei vasilevskiy'],
  ['Γιάννης Αντετοκούνμπο', 'giannis antetokounmpo'],
  ['Иван Mahomes', 'ivan mahomes'],
])('%s is read as %s', (text, expected) => {
  expect(readings(text)).toContain(expected);
});

it.each(['大谷翔平', '손흥민', 'محمد صلاح', 'すずき', 'אלי', '大谷 Mahomes', 'Иван 大谷'])(
  '%s has no reading',
  (text) => {
    expect(readings(text)).toEqual([]);
    expect(nameFault(nameForm(text))).toBeUndefined();
  },
);

it('keeps the suffix', () => {
  expect(readingsOf(nameForm('Иван Павлов Jr.'))[0]).toEqual({ base: 'ivan pavlov', suffix: 'jr' });
});

it('gives four readings at most, each of which can be searched for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const all = readingsOf(nameForm(text));
      expect(all.length).toBeLessThanOrEqual(4);
      expect(all.filter(isInOtherScript)).toEqual([]);
    }),
  );
});
