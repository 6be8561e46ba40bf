import type { TeamId } from '../../sports/model/index.ts';
import type { SeasonTableAthlete, StatCell } from '../../sports/upstream/index.ts';
import { at, isCell, listAt, playerIdAt, teamIdAt, textAt } from '../shapes/read.ts';
import { malformed } from './answer.ts';

/** One athlete of a page, with only what a stat line is made of. Undefined without an id or a name. */
export const readSeasonTableAthlete = (json: unknown): SeasonTableAthlete | undefined => {
  const athlete = at(json, 'athlete');
  const id = playerIdAt(athlete, 'id');
  const name = textAt(athlete, 'displayName') ?? textAt(athlete, 'fullName');
  if (id === null || name === null) return undefined;
  return {
    id,
    name,
    position: textAt(athlete, 'position', 'abbreviation'),
    teams: teamsOf(athlete),
    values: Object.fromEntries((listAt(json, 'categories') ?? []).flatMap(readValues)),
  };
};

// `totals` are there in every season's body; the numbers beside them (`values`) are not.
const readValues = (json: unknown): readonly (readonly [string, readonly StatCell[]])[] => {
  const name = textAt(json, 'name');
  const cells = listAt(json, 'totals') ?? [];
  if (name === null || !cells.every(isCell))
    throw malformed('stats without a category or with cells that are no values');
  return cells.length === 0 ? [] : [[name, cells]];
};

interface TableTeam {
  readonly id: TeamId | null;
  readonly abbreviation: string;
}

/** The athlete's teams of that season. The list may lack ids; the athlete has the id of one of the teams. */
const teamsOf = (athlete: unknown): readonly TableTeam[] => {
  const short = textAt(athlete, 'teamShortName');
  const own = teamIdAt(athlete, 'teamId');
  const listed = (listAt(athlete, 'teams') ?? []).flatMap((team) => {
    const abbreviation = textAt(team, 'abbreviation');
    return abbreviation === null ? [] : [{ id: teamIdAt(team, 'id'), abbreviation }];
  });
  // A traded player's clubs are written with a slash where there is no list.
  const teams =
    listed.length > 0 ? listed : (short?.split('/') ?? []).map((abbreviation) => ({ id: null, abbreviation }));
  const isOwn = ({ abbreviation }: TableTeam) => teams.length === 1 || abbreviation === short;
  return teams.map((team) => (team.id === null && isOwn(team) ? { ...team, id: own } : team));
};
