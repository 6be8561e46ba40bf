import * as v from 'valibot';
import { FieldError } from './field-error.ts';
import { leagueNamed } from './league-named.ts';
import { findTeam } from './leagues.ts';
import type { Game } from './schedule/game.ts';
import { INCIDENTS } from './schedule/incidents.ts';
import type { Schedules } from './schedule/schedules.ts';

/**
 * Something comes in the way of a team's game, the one that is on or its next: it begins so many minutes late
 * (`delay`), stands still (`rain`, `suspend`) until it goes on (`resume`), has no time before it begins (`no-time`), or
 * ends at once (`cancel`, `forfeit`). `turn`: the league's scoreboard shows the next day from now on, football's the
 * next week.
 */
export interface IncidentRequest {
  readonly league: string;
  readonly incident: (typeof INCIDENTS)[number] | 'turn';
  /** By abbreviation or id; not of a `turn`. */
  readonly team?: string;
  /** How long a delay or a halt takes; left out, until it is resumed. */
  readonly minutes?: number;
}

const MINUTES = 'must be a number of minutes from 1 to 100000';

const Request = v.strictObject(
  {
    league: v.string('must be text'),
    incident: v.picklist([...INCIDENTS, 'turn'], `must be one of ${[...INCIDENTS, 'turn'].join(', ')}`),
    team: v.optional(v.string('must be text')),
    minutes: v.optional(v.pipe(v.number(MINUTES), v.minValue(1, MINUTES), v.maxValue(100_000, MINUTES))),
  },
  (issue) => (issue.expected === 'never' ? 'is not part of an incident' : 'must be {"league","incident","team"}'),
);

interface IncidentContext {
  readonly schedules: Schedules;
  readonly now: number;
}

/** Lets it happen; answers the game, of a turn nothing. Throws FieldError, which names what is wrong. */
export const letHappen = ({ schedules, now }: IncidentContext, request: unknown): Game | undefined => {
  const parsed = v.safeParse(Request, Array.isArray(request) ? null : request);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new FieldError(v.getDotPath(issue) ?? 'body', issue.message);
  }
  const { league: named, incident, team: key = '', minutes } = parsed.output;
  const league = leagueNamed(named);
  if (league === undefined) throw new FieldError('league', `is not a league: ${named.slice(0, 40)}`);
  const schedule = schedules(league.slug);
  if (incident === 'turn') {
    schedule.turn(now);
    return undefined;
  }
  const team = findTeam(league, key);
  if (team === undefined) throw new FieldError('team', `is not a team of ${league.slug}: ${key.slice(0, 40)}`);
  const lasts = minutes === undefined ? undefined : minutes * 60_000;
  const game = schedule.happen(team.id, { incident, at: now, lasts });
  if (game === undefined)
    throw new FieldError('incident', `cannot come in the way of a game of ${team.abbreviation} now`);
  return game;
};
