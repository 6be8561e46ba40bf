import { leagueOf } from '../../sports/leagues.ts';
import type { LeagueId } from '../../sports/model/index.ts';
import {
  type AthleteRecord,
  type EveryPlayerRecord,
  type UpstreamCall,
  UpstreamError,
} from '../../sports/upstream/index.ts';
import { isOnTeam, readAthlete, statusAt } from '../shapes/athlete.ts';
import { at, listAt, teamIdAt } from '../shapes/read.ts';
import { documentOf, malformed } from './answer.ts';
import { can } from './facts.ts';
import type { EspnHosts } from './hosts.ts';

/** Every player that ESPN lists: about 6,700 for football, 2.5 MB. */
export const loadEveryPlayer = async (
  hosts: EspnHosts,
  league: LeagueId,
  call: UpstreamCall,
): Promise<EveryPlayerRecord> => {
  if (!can(league, 'everyPlayer'))
    throw new UpstreamError('unsupported', `ESPN has no list of every ${league} athlete`);
  const { sport, slug } = leagueOf(league);
  const answer = await hosts.partners(`/v2/sports/${sport}/${slug}/athletes?limit=7000`, call);
  const json = documentOf(answer, `the ${league} athletes`);
  const list = listAt(json, 'athletes') ?? listAt(json, 'items');
  if (list === undefined) throw malformed(`no ${league} athletes`);
  const athletes = new Map<string, AthleteRecord>();
  for (const item of list) {
    const athlete = readListed(item);
    if (athlete !== undefined && !athletes.has(athlete.id)) athletes.set(athlete.id, athlete);
  }
  const records = [...athletes.values()];
  // A list on which no player has a team is another document, such as the hits of a search; so is an empty one of `items`.
  const isOther = list.length > 0 ? !records.some(({ teamId }) => teamId !== null) : 'items' in Object(json);
  if (isOther) throw malformed(`${league} athletes without a team`);
  return { athletes: records };
};

// The list repeats the last team of free agents, so a team counts only beside a status that says so.
const readListed = (json: unknown): AthleteRecord | undefined => {
  const athlete = readAthlete(json);
  if (athlete === undefined || isPlaceholder(athlete.name)) return undefined;
  const plays = statusAt(json) !== null && isOnTeam(athlete.status, at(json, 'active'));
  return { ...athlete, teamId: plays ? teamIdAt(json, 'team', 'id') : null };
};

/** `[35]`, and any other name without a letter. */
const isPlaceholder = (name: string): boolean => name.startsWith('[') || !/\p{L}/u.test(name);
