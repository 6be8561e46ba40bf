import type { LeagueFacts } from './leagues.ts';
import type { RosterGroup, SportSlug } from './model.ts';

/** The groups in which a roster is told, also those that nobody is in; basketball has none. */
export const ROSTER_GROUPS: Readonly<Record<SportSlug, readonly RosterGroup[] | null>> = {
  football: ['offense', 'defense', 'specialTeam', 'injuredReserveOrOut', 'suspended', 'practiceSquad'],
  basketball: null,
  baseball: ['Pitchers', 'Catchers', 'Infielders', 'Outfielders', 'Designated Hitter'],
  hockey: ['Centers', 'Left Wings', 'Right Wings', 'Defense', 'Goalies'],
};

const MEMBERS: Readonly<Record<SportSlug, Readonly<Partial<Record<RosterGroup, readonly string[]>>>>> = {
  football: { specialTeam: ['PK', 'P', 'LS'], offense: ['QB', 'RB', 'WR', 'TE', 'OT', 'G', 'C'] },
  basketball: {},
  baseball: {
    Pitchers: ['SP', 'RP'],
    Catchers: ['C'],
    Infielders: ['1B', '2B', '3B', 'SS'],
    Outfielders: ['LF', 'CF', 'RF'],
  },
  hockey: { Centers: ['C'], 'Left Wings': ['LW'], 'Right Wings': ['RW'], Defense: ['D'] },
};

const OTHERS: Readonly<Record<SportSlug, RosterGroup>> = {
  football: 'defense',
  basketball: 'players',
  baseball: 'Designated Hitter',
  hockey: 'Goalies',
};

/** The group of a healthy player by position. */
export const groupOf = ({ sport }: LeagueFacts, position: string): RosterGroup => {
  const groups = Object.entries(MEMBERS[sport.slug]) as readonly [RosterGroup, readonly string[]][];
  return groups.find(([, positions]) => positions.includes(position))?.[0] ?? OTHERS[sport.slug];
};
