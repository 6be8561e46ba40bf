import names from './data/names.json' with { type: 'json' };
import { hash } from './random.ts';

const FIRST = names.first.split('|');
const LAST = names.last.split('|');
const CITIES = names.cities.split('|').map((text) => {
  const [city = '', state = ''] = text.split(',');
  return { city, state };
});

export interface FullName {
  readonly firstName: string;
  readonly lastName: string;
}

const SPACE = FIRST.length * LAST.length;
const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

// A step that shares no divisor with the number of names walks through every one of them before it repeats.
const stepFrom = (start: number): number => (greatestDivisor(start, SPACE) === 1 ? start : stepFrom(start + 1));
const STEP = stepFrom(Math.floor(SPACE * 0.618));

/** The name of the `place`-th made-up person of a list: no two of the first fifty thousand share one. */
export const nameAt = (list: string, place: number): FullName => {
  // Exact: places times steps stay far below the largest whole number that is.
  const index = (place * STEP + hash(list)) % SPACE;
  return {
    firstName: FIRST[index % FIRST.length] ?? 'Alex',
    lastName: LAST[Math.floor(index / FIRST.length)] ?? 'Doe',
  };
};

/** What people type for it: no suffix, and letters only. */
export const plainName = ({ firstName, lastName }: FullName): string =>
  `${firstName} ${lastName.replace(/ (jr\.?|sr\.?|ii|iii|iv)$/i, '')}`.toLowerCase().replace(/[^a-z ]/g, '');

export const cityAt = (fraction: number): { readonly city: string; readonly state: string } =>
  CITIES[Math.floor(fraction * CITIES.length)] ?? { city: 'Springfield', state: 'IL' };
