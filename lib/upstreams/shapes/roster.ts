import type { TeamId } from '../../sports/model/index.ts';
import type { AthleteRecord, RosterRecord, UpstreamError } from '../../sports/upstream/index.ts';
import type { Athlete } from './athlete.ts';
import { readAthleteProfile, readTeamProfile } from './profile.ts';
import { at, listAt } from './read.ts';
import type { ShownOrigins } from './address.ts';
import { readTeamRef } from './team.ts';

/** How one provider's rosters differ from another's. */
interface RosterDialect {
  readonly readSeason: (json: unknown) => number | null;
  readonly readAthlete: (json: unknown) => Athlete | undefined;
  readonly shown: ShownOrigins;
  /** In the provider's name. */
  readonly malformed: (what: string) => UpstreamError;
}

/** The roster of team `id`, each player once. Another team's roster, or one without a readable player, is malformed. */
export const readRoster = (
  json: unknown,
  id: TeamId,
  { readSeason, readAthlete, shown, malformed }: RosterDialect,
): RosterRecord => {
  const team = readTeamRef(at(json, 'team'));
  const season = readSeason(json);
  const list = listAt(json, 'athletes');
  if (team?.id !== id || list === undefined) throw malformed(`no roster for team ${id}`);
  // Football, baseball and hockey group their rosters and basketball does not, but no league has promised to.
  const members = list.flatMap((element) => listAt(element, 'items') ?? [element]);
  const athletes = new Map<string, AthleteRecord>();
  for (const member of members) {
    const athlete = readAthlete(member);
    if (athlete === undefined || athletes.has(athlete.id)) continue;
    athletes.set(athlete.id, { ...athlete, teamId: id, profile: readAthleteProfile(member, shown) });
  }
  if (members.length > 0 && athletes.size === 0) throw malformed(`a roster of nobody for team ${id}`);
  return { team: { ...team, ...readTeamProfile(at(json, 'team'), shown) }, season, athletes: [...athletes.values()] };
};
