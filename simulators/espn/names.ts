import names from './data/names.json' with { type: 'json' };
import { hash } from './random.ts';

const LAST = names.last.split('|');
const CITIES = names.cities.split('|').map((text) => {
  const [city = '', state = ''] = text.split(',');
  return { city, state };
});

export interface FullName {
  readonly firstName: string;
  readonly lastName: string;
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

// A step that shares no divisor with the number of names walks through every one of them before it repeats.
const stepFrom = (start: number, space: number): number =>
  greatestDivisor(start, space) === 1 ? start : stepFrom(start + 1, space);

const walkOf = (text: string) => {
  const first = text.split('|');
  const space = first.length * LAST.length;
  return { first, space, step: stepFrom(Math.floor(space * 0.618), space) };
};

const WALKS = { men: walkOf(names.first), women: walkOf(names.women) };

/** The name of the `place`-th made-up person of a list: no two of the first twenty-five thousand share one. */
export const nameAt = (list: string, place: number, given: keyof typeof WALKS = 'men'): FullName => {
  const { first, space, step } = WALKS[given];
  // Exact: places times steps stay far below the largest whole number that is.
  const index = (place * step + hash(list)) % space;
  return {
    firstName: first[index % first.length] ?? 'Alex',
    lastName: LAST[Math.floor(index / first.length)] ?? 'Doe',
  };
};

/** What people type for it: no suffix, and letters only. */
export const plainName = ({ firstName, lastName }: FullName): string =>
  `${firstName} ${lastName.replace(/ (jr\.?|sr\.?|ii|iii|iv)$/i, '')}`.toLowerCase().replace(/[^a-z ]/g, '');

export const cityAt = (fraction: number): { readonly city: string; readonly state: string } =>
  CITIES[Math.floor(fraction * CITIES.length)] ?? { city: 'Springfield', state: 'IL' };
