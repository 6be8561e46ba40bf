import type { Slot } from './generated-athletes.ts';
import type { LeagueFacts } from './leagues.ts';
import type { Athlete, AthleteStatus, RosterGroup } from './model.ts';
import type { Random } from './random.ts';
import { between } from './random.ts';
import { groupOf } from './real-athletes.ts';

type Need = readonly [position: string, count: number];

// The 53 of a football team, and the 15 of a basketball team before its two-way players.
const NFL_ACTIVE: readonly Need[] = [
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
const NBA_ACTIVE: readonly Need[] = [
  ['PG', 3],
  ['SG', 3],
  ['SF', 3],
  ['PF', 3],
  ['C', 3],
];
// Who is hurt, waits on the practice squad, or is on no team at all.
const NFL_OTHERS = ['WR', 'CB', 'LB', 'OT', 'DE', 'RB', 'S', 'DT', 'TE', 'G', 'QB'] as const;
const NBA_OTHERS = ['SG', 'PF', 'PG', 'C', 'SF'] as const;

const activeSlots = (league: LeagueFacts): readonly Omit<Slot, 'number'>[] =>
  (league.slug === 'nfl' ? NFL_ACTIVE : NBA_ACTIVE).flatMap(([position, count]) =>
    Array.from({ length: count }, () => ({ position, group: groupOf(league, position), status: 'active' as const })),
  );

const otherSlots = (
  league: LeagueFacts,
  count: number,
  { group, status }: { readonly group: RosterGroup; readonly status: AthleteStatus },
): readonly Omit<Slot, 'number'>[] => {
  const positions = league.slug === 'nfl' ? NFL_OTHERS : NBA_OTHERS;
  return Array.from({ length: count }, (_, index) => ({
    position: positions[index % positions.length] ?? positions[0],
    group,
    status,
  }));
};

/** Every place of a team's roster that no real player takes. */
export const teamSlots = (league: LeagueFacts, real: readonly Athlete[], random: Random): readonly Slot[] => {
  const slots =
    league.slug === 'nfl'
      ? [
          ...activeSlots(league),
          ...otherSlots(league, between(random, 16, 20), { group: 'injuredReserveOrOut', status: 'day-to-day' }),
          ...otherSlots(league, 17, { group: 'practiceSquad', status: 'practice-squad' }),
          ...otherSlots(league, between(random, 0, 1), { group: 'suspended', status: 'suspended' }),
        ]
      : [...activeSlots(league), ...otherSlots(league, between(random, 0, 3), { group: 'players', status: 'active' })];
  const numbered = slots.map((slot, number) => ({ ...slot, number }));
  return real.reduce<readonly Slot[]>(withoutPlaceOf, numbered);
};

/** The last healthy man at his position makes room, or on a small roster the last man. */
const withoutPlaceOf = (slots: readonly Slot[], { position, group }: Athlete): readonly Slot[] => {
  const place = slots.findLastIndex((slot) => slot.group === group && slot.position === position);
  const index = place === -1 ? slots.findLastIndex((slot) => slot.group === group) : place;
  return slots.toSpliced(index, index === -1 ? 0 : 1);
};

/** Free agents, and players whose career is over: on no roster, but the provider answers for them. */
export const looseSlots = (league: LeagueFacts): readonly Slot[] => {
  const [free, retired] = league.slug === 'nfl' ? [60, 40] : [24, 20];
  const group: RosterGroup = league.slug === 'nfl' ? 'offense' : 'players';
  return [
    ...otherSlots(league, free, { group, status: 'free-agent' }),
    ...otherSlots(league, retired, { group, status: 'inactive' }),
  ].map((slot, number) => ({ ...slot, number }));
};
