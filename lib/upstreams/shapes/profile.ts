import type { AthleteProfile, Hand, TeamProfile } from '../../sports/model/index.ts';
import { at, countAt, instantAt, listAt, shortTextAt, textAt } from './read.ts';
import { addressAt, type ShownOrigins } from './address.ts';

// The longest in recorded bodies: 8, 7, 32 and 15 characters.
const MAX_MEASURE_LENGTH = 20;
const MAX_COLLEGE_LENGTH = 80;
const MAX_STATUS_LENGTH = 40;
const MAX_YEARS = 120;

/** What athletes in rosters and athlete documents say of themselves beside their names. */
export const readAthleteProfile = (json: unknown, { pictures, pages }: ShownOrigins): AthleteProfile => ({
  headshot: addressAt(json, pictures, 'headshot', 'href') ?? addressAt(json, pictures, 'headshot'),
  link: addressAt(linkIn(json, 'playercard'), pages, 'href'),
  height: shortTextAt(json, MAX_MEASURE_LENGTH, 'displayHeight'),
  weight: shortTextAt(json, MAX_MEASURE_LENGTH, 'displayWeight'),
  age: yearsAt(json, 'age'),
  born: dayAt(json, 'dateOfBirth'),
  college: readCollege(at(json, 'college')),
  experience: yearsAt(json, 'experience', 'years'),
  bats: handAt(json, 'bats'),
  throws: handAt(json, 'throws'),
  hand: handAt(json, 'hand'),
  injury: readInjury(listAt(json, 'injuries')),
});

/** A team as lists of teams have it (`logos`, `links`), and as rosters have it (`logo`, `clubhouse`). */
export const readTeamProfile = (json: unknown, { pictures, pages }: ShownOrigins): TeamProfile => ({
  color: colorAt(json, 'color'),
  alternateColor: colorAt(json, 'alternateColor'),
  logo: addressAt(logoIn(json, 'default'), pictures, 'href') ?? addressAt(json, pictures, 'logo'),
  logoDark: addressAt(logoIn(json, 'dark'), pictures, 'href'),
  link: addressAt(linkIn(json, 'clubhouse'), pages, 'href') ?? addressAt(json, pages, 'clubhouse'),
});

const isRelated = (element: unknown, rel: string): boolean => listAt(element, 'rel')?.includes(rel) === true;

const linkIn = (json: unknown, rel: string): unknown => listAt(json, 'links')?.find((link) => isRelated(link, rel));

// `["full", "dark"]` is the logo, `["full", "scoreboard", "dark"]` a small one.
const logoIn = (json: unknown, rel: string): unknown =>
  listAt(json, 'logos')?.find((logo) => isRelated(logo, rel) && !isRelated(logo, 'scoreboard'));

const colorAt = (json: unknown, field: string): string | null => {
  const color = textAt(json, field)?.toLowerCase() ?? '';
  return /^[0-9a-f]{6}$/.test(color) ? color : null;
};

const yearsAt = (json: unknown, ...path: readonly string[]): number | null => {
  const years = countAt(json, ...path);
  return years !== null && years <= MAX_YEARS ? years : null;
};

/** `1995-09-17T07:00Z` is midnight at the provider's: the day is the one written. */
const dayAt = (json: unknown, field: string): string | null => {
  const day = /^\d{4}-\d{2}-\d{2}(?=T|$)/.exec(textAt(json, field) ?? '')?.[0] ?? '';
  return Number.isNaN(Date.parse(day)) ? null : day;
};

/** A whole one in rosters, a link (`…/colleges/278?lang=en`) in athlete documents. */
const readCollege = (json: unknown): AthleteProfile['college'] => {
  const name = shortTextAt(json, MAX_COLLEGE_LENGTH, 'name');
  const id = textAt(json, 'id') ?? /\/colleges\/(\d+)(?:[/?#]|$)/.exec(textAt(json, '$ref') ?? '')?.[1] ?? null;
  return name === null && id === null ? null : { id, name };
};

const HANDS: ReadonlyMap<string, Hand> = new Map([
  ['LEFT', 'left'],
  ['RIGHT', 'right'],
  ['BOTH', 'both'],
]);

const handAt = (json: unknown, field: string): Hand | null => HANDS.get(textAt(json, field, 'type') ?? '') ?? null;

/** The latest. Undefined where there is no list, or a list of links: the document does not tell. */
const readInjury = (list: readonly unknown[] | undefined): AthleteProfile['injury'] => {
  if (list === undefined) return undefined;
  const told = list.flatMap((json) => {
    const status = shortTextAt(json, MAX_STATUS_LENGTH, 'status');
    return status === null ? [] : [{ status, at: instantAt(json, 'date') }];
  });
  const [latest] = told.sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  if (latest === undefined) return list.length === 0 ? null : undefined;
  return { status: latest.status, since: latest.at === null ? null : new Date(latest.at).toISOString() };
};
