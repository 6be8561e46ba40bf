import { startYearOf } from '../calendar.ts';
import { debutSeason, experienceIn } from '../careers/debut.ts';
import type { LeagueFacts } from '../leagues.ts';
import { slugOf } from '../leagues.ts';
import type { Athlete, AthleteStatus, College, Hand, Season } from '../model.ts';
import { guidOf, webLink } from './links.ts';

const STATUS: Readonly<Record<AthleteStatus, { readonly id: string; readonly name: string }>> = {
  active: { id: '1', name: 'Active' },
  inactive: { id: '2', name: 'Inactive' },
  'free-agent': { id: '9', name: 'Free Agent' },
  suspended: { id: '12', name: 'Suspended' },
  'day-to-day': { id: '13', name: 'Day-To-Day' },
  'practice-squad': { id: '15', name: 'Practice Squad' },
};

const nameOf = ({ firstName, lastName }: Athlete): string => `${firstName} ${lastName}`;

const athleteUid = (league: LeagueFacts, { id }: Athlete): string => `s:${league.sport.id}~l:${league.id}~a:${id}`;

/** When a document is written. */
export interface Today {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly season: Season;
}

/** What a roster's athlete and the athlete document have alike, in their order; unknown things are left out. */
export const athleteDocument = (league: LeagueFacts, athlete: Athlete, { now, season }: Today) => ({
  id: athlete.id,
  uid: athleteUid(league, athlete),
  guid: guidOf(athleteUid(league, athlete)),
  alternateIds: { sdr: athlete.id },
  firstName: athlete.firstName,
  lastName: athlete.lastName,
  fullName: nameOf(athlete),
  displayName: nameOf(athlete),
  shortName: `${athlete.firstName.slice(0, 1)}. ${athlete.lastName}`,
  ...(athlete.weight !== null && { weight: athlete.weight, displayWeight: `${athlete.weight} lbs` }),
  ...(athlete.height !== null && { height: athlete.height, displayHeight: feet(athlete.height) }),
  ...(athlete.born !== null && { age: ageOn(dayOf(now), athlete.born), dateOfBirth: `${athlete.born}T07:00Z` }),
  ...debutDocument(league, athlete, season),
  links: linksOf(league, athlete),
  ...(athlete.birthPlace !== null && { birthPlace: { ...athlete.birthPlace, country: 'USA' } }),
  slug: slugOf(nameOf(athlete)),
  ...(athlete.hasHeadshot && {
    headshot: {
      href: `https://a.espncdn.com/i/headshots/${league.slug}/players/full/${athlete.id}.png`,
      alt: nameOf(athlete),
    },
  }),
  ...handsDocument(athlete),
  ...(athlete.jersey !== null && { jersey: athlete.jersey }),
  ...experienceDocument(league, athlete, season),
  status: statusDocument(athlete.status),
});

const statusDocument = (status: AthleteStatus) => {
  const { id, name } = STATUS[status];
  return { id, name, type: status, abbreviation: name };
};

export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

const handsDocument = ({ hands }: Athlete) => {
  if (hands === null) return {};
  if ('hand' in hands) return { hand: handDocument(hands.hand) };
  return { bats: handDocument(hands.bats), throws: handDocument(hands.throws) };
};

const handDocument = (type: Hand) => ({
  type,
  abbreviation: type.slice(0, 1),
  displayValue: `${type.slice(0, 1)}${type.slice(1).toLowerCase()}`,
});

const feet = (inches: number): string => `${Math.floor(inches / 12)}' ${inches % 12}"`;

const ageOn = (day: string, born: string): number =>
  Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0);

const debutDocument = (league: LeagueFacts, athlete: Athlete, { year }: Season) => {
  const debut = debutSeason(league, athlete);
  if (league.isCollege || debut === null || debut > year) return {};
  return { debutYear: startYearOf(league.slug, debut) };
};

const CLASSES = [
  ['Freshman', 'FR'],
  ['Sophomore', 'SO'],
  ['Junior', 'JR'],
  ['Senior', 'SR'],
] as const;

const experienceDocument = (league: LeagueFacts, athlete: Athlete, { year }: Season) => {
  const years = experienceIn(league, athlete, year);
  if (years === null) return {};
  const [displayValue, abbreviation] = CLASSES[years - 1] ?? CLASSES[0];
  return { experience: league.isCollege ? { years, displayValue, abbreviation } : { years } };
};

const PAGES = [
  ['playercard', 'Player Card', ''],
  ['stats', 'Stats', 'stats/'],
  ['splits', 'Splits', 'splits/'],
  ['gamelog', 'Game Log', 'gamelog/'],
  ['news', 'News', 'news/'],
  ['bio', 'Bio', 'bio/'],
  ['overview', 'Overview', ''],
] as const;

const linksOf = (league: LeagueFacts, athlete: Athlete) =>
  PAGES.map(([rel, text, page]) =>
    webLink(
      [rel, 'desktop', 'athlete'],
      `${league.slug}/player/${page}_/id/${athlete.id}/${slugOf(nameOf(athlete))}`,
      text,
    ),
  );

export const collegeDocument = (college: College) => ({
  id: college.id,
  mascot: college.mascot,
  name: college.name,
  shortName: college.shortName,
  abbrev: college.abbreviation,
  logos: [
    ['500', 'default'],
    ['500-dark', 'dark'],
  ].map(([size = '', rel = '']) => ({
    href: `https://a.espncdn.com/i/teamlogos/ncaa/${size}/${college.id}.png`,
    width: 500,
    height: 500,
    alt: '',
    rel: ['full', rel],
    lastUpdated: '2018-06-05T12:08Z',
  })),
});
