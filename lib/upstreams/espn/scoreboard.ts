import type { Game, GameState, GameTeam, LeagueId } from '../../sports/model.ts';
import type { ScoreboardRecord, UpstreamCall } from '../../sports/upstream.ts';
import { at, countAt, instantAt, listAt, teamIdAt, textAt } from '../shapes/read.ts';
import { documentOf, malformed } from './answer.ts';
import { sitePath, type EspnHosts } from './hosts.ts';

// The whole division: without it ESPN lists the games of ranked colleges only.
const COLLEGE_GROUP: Readonly<Partial<Record<LeagueId, string>>> = { cfb: '80', mbb: '50', wbb: '50' };

/** One day at a time: ESPN refuses ranges of days. */
export const loadScoreboard = async (
  hosts: EspnHosts,
  league: LeagueId,
  day: string | undefined,
  call: UpstreamCall,
): Promise<ScoreboardRecord> => {
  const groups = COLLEGE_GROUP[league];
  const query = new URLSearchParams({
    ...(day !== undefined && { dates: day }),
    // Without it a day is cut after 100 games.
    limit: '1000',
    ...(groups !== undefined && { groups }),
  });
  const answer = await hosts.site(`${sitePath(league)}/scoreboard?${query.toString()}`, call);
  const events = listAt(documentOf(answer, `the ${league} scoreboard`), 'events');
  if (events === undefined) throw malformed(`no ${league} scoreboard`);
  const games = events.flatMap((event) => readGame(event) ?? []);
  if (events.length > 0 && games.length === 0) throw malformed(`a ${league} scoreboard of unreadable games`);
  return { games };
};

/** Undefined without an id, a date or a state. A side that is not decided yet is left out. */
const readGame = (json: unknown): Game | undefined => {
  const id = textAt(json, 'id');
  const date = instantAt(json, 'date');
  const state = stateAt(json);
  if (id === null || date === null || state === undefined) return undefined;
  // Before a game ESPN writes a period, a clock and scores that mean nothing.
  const played = state === 'in' || state === 'post';
  const sides = listAt(json, 'competitions', 0, 'competitors') ?? [];
  return {
    id: id.slice(0, 40),
    date: new Date(date).toISOString(),
    state,
    period: played ? countAt(json, 'status', 'period') : null,
    clock: played ? (textAt(json, 'status', 'displayClock')?.slice(0, 20) ?? null) : null,
    teams: sides.flatMap((side) => readSide(side, played) ?? []),
  };
};

const stateAt = (json: unknown): GameState | undefined => {
  const type = at(json, 'status', 'type');
  switch (at(type, 'state')) {
    case 'pre':
      return 'pre';
    case 'in':
      return 'in';
    case 'post':
      // Over without having been played out: postponed, canceled, suspended or forfeited.
      return at(type, 'completed') === false ? 'postponed' : 'post';
    default:
      return undefined;
  }
};

const readSide = (json: unknown, played: boolean): GameTeam | undefined => {
  const id = teamIdAt(json, 'team', 'id');
  const abbreviation = textAt(json, 'team', 'abbreviation');
  const side = at(json, 'homeAway');
  if (id === null || abbreviation === null || (side !== 'home' && side !== 'away')) return undefined;
  return { id, abbreviation, home: side === 'home', score: played ? countAt(json, 'score') : null };
};
