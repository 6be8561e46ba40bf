import type { Slot } from './generated-athletes.ts';
import type { LeagueFacts } from './leagues.ts';
import type { Athlete, AthleteStatus, LeagueSlug, RosterGroup } from './model.ts';
import type { Random } from './random.ts';
import { between } from './random.ts';
import { groupOf } from './roster-groups.ts';

type Need = readonly [position: string, count: number];

// The 53 of a football team.
const FOOTBALL: readonly Need[] = [
  ['QB', 2],
  ['RB', 4],
  ['WR', 6],
  ['TE', 3],
  ['OT', 4],
  ['G', 3],
  ['C', 2],
  ['DE', 5],
  ['DT', 4],
  ['LB', 6],
  ['CB', 6],
  ['S', 5],
  ['PK', 1],
  ['P', 1],
  ['LS', 1],
];
// The 15 of a basketball team before its two-way players.
const NBA: readonly Need[] = [
  ['PG', 3],
  ['SG', 3],
  ['SF', 3],
  ['PF', 3],
  ['C', 3],
];
// The active 26.
const BASEBALL: readonly Need[] = [
  ['SP', 5],
  ['RP', 8],
  ['C', 2],
  ['1B', 1],
  ['2B', 1],
  ['3B', 1],
  ['SS', 2],
  ['LF', 2],
  ['CF', 1],
  ['RF', 2],
  ['DH', 1],
];
const HOCKEY: readonly Need[] = [
  ['C', 9],
  ['LW', 5],
  ['RW', 5],
  ['D', 10],
  ['G', 4],
];
const WNBA: readonly Need[] = [
  ['G', 6],
  ['F', 4],
  ['C', 2],
];
const COLLEGE_BASKETBALL: readonly Need[] = [
  ['G', 7],
  ['F', 5],
  ['C', 2],
];

const ACTIVE: Readonly<Record<LeagueSlug, readonly Need[]>> = {
  nfl: FOOTBALL,
  nba: NBA,
  mlb: BASEBALL,
  nhl: HOCKEY,
  wnba: WNBA,
  'college-football': FOOTBALL,
  'mens-college-basketball': COLLEGE_BASKETBALL,
  'womens-college-basketball': COLLEGE_BASKETBALL,
};

// Who is hurt, waits on the practice squad, or is on no team at all.
const OTHERS: Readonly<Record<LeagueSlug, readonly [string, ...string[]]>> = {
  nfl: ['WR', 'CB', 'LB', 'OT', 'DE', 'RB', 'S', 'DT', 'TE', 'G', 'QB'],
  nba: ['SG', 'PF', 'PG', 'C', 'SF'],
  mlb: ['SP', 'RP', 'RF', 'SS', 'RP', 'C', '2B'],
  nhl: ['D', 'C', 'RW', 'LW', 'G'],
  wnba: ['G', 'F', 'C'],
  'college-football': ['WR', 'CB', 'LB', 'OT', 'DE', 'RB', 'S', 'DT', 'TE', 'G', 'QB'],
  'mens-college-basketball': ['G', 'F', 'C'],
  'womens-college-basketball': ['G', 'F', 'C'],
};

type Unnumbered = Omit<Slot, 'number'>;

const activeSlots = (league: LeagueFacts): readonly Unnumbered[] =>
  ACTIVE[league.slug].flatMap(([position, count]) =>
    Array.from({ length: count }, () => ({
      position,
      group: groupOf(league, position),
      status: 'active' as const,
      listed: true,
    })),
  );

interface Kind {
  /** Left out: the group of the position. */
  readonly group?: RosterGroup;
  readonly status: AthleteStatus;
  readonly listed?: boolean;
}

const otherSlots = (
  league: LeagueFacts,
  count: number,
  { group, status, listed = true }: Kind,
): readonly Unnumbered[] => {
  const positions = OTHERS[league.slug];
  return Array.from({ length: count }, (_, index) => {
    const position = positions[index % positions.length] ?? positions[0];
    return { position, group: group ?? groupOf(league, position), status, listed };
  });
};

/** Who is with a team beside those that every team has. */
const extraSlots = (league: LeagueFacts, random: Random): readonly Unnumbered[] => {
  switch (league.slug) {
    case 'nfl':
      return [
        ...otherSlots(league, between(random, 16, 20), { group: 'injuredReserveOrOut', status: 'day-to-day' }),
        ...otherSlots(league, 17, { group: 'practiceSquad', status: 'practice-squad' }),
        ...otherSlots(league, between(random, 0, 1), { group: 'suspended', status: 'suspended' }),
      ];
    case 'mlb':
      // The injured list: the provider leaves it out of the roster.
      return otherSlots(league, between(random, 4, 9), { status: 'day-to-day', listed: false });
    case 'college-football':
      return otherSlots(league, between(random, 8, 16), { status: 'active' });
    case 'nba':
    case 'nhl':
    case 'wnba':
    case 'mens-college-basketball':
    case 'womens-college-basketball':
      return otherSlots(league, between(random, 0, 3), { status: 'active' });
  }
};

/** Every place of a team's roster that no real player takes. */
export const teamSlots = (league: LeagueFacts, real: readonly Athlete[], random: Random): readonly Slot[] => {
  const slots = [...activeSlots(league), ...extraSlots(league, random)];
  const numbered = slots.map((slot, number) => ({ ...slot, number }));
  return real.reduce<readonly Slot[]>(withoutPlaceOf, numbered);
};

/** The last healthy player at the position makes room, or the last of the group. */
const withoutPlaceOf = (slots: readonly Slot[], { position, group }: Athlete): readonly Slot[] => {
  const last = (fits: (slot: Slot) => boolean): number => slots.findLastIndex((slot) => slot.listed && fits(slot));
  const place = last((slot) => slot.group === group && slot.position === position);
  const index = place === -1 ? last((slot) => slot.group === group) : place;
  return slots.toSpliced(index, index === -1 ? 0 : 1);
};

const LOOSE: Readonly<Partial<Record<LeagueSlug, readonly [free: number, retired: number]>>> = {
  nfl: [60, 40],
  mlb: [40, 40],
};

/** Free agents, and players whose career is over: on no roster, but the provider answers for them. */
export const looseSlots = (league: LeagueFacts): readonly Slot[] => {
  const [free, retired] = LOOSE[league.slug] ?? [24, 20];
  return [
    ...otherSlots(league, free, { status: 'free-agent' }),
    ...otherSlots(league, retired, { status: 'inactive' }),
  ].map((slot, number) => ({ ...slot, number }));
};
