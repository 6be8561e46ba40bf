import * as v from 'valibot';
import { FieldError } from './field-error.ts';
import { leagueNamed } from './league-named.ts';
import { displayNameOf, findTeam } from './leagues.ts';
import type { Athlete, TeamFacts } from './model.ts';
import type { LeagueWorld, World } from './world.ts';

/** A player, by id or full name, who goes to a team (abbreviation or id), or to none (null). */
export interface TradeRequest {
  readonly league: string;
  readonly athleteId?: string;
  readonly name?: string;
  readonly to: string | null;
  /** What the list of moves says of it; by default, what it usually says. */
  readonly description?: string;
}

/** A request that can be carried out. */
export interface TradeOrder {
  readonly world: LeagueWorld;
  readonly athlete: Athlete;
  readonly to: TeamFacts | null;
  readonly description: string | undefined;
}

const text = (longest: number) => {
  const message = `must be text of 1 to ${longest} characters`;
  return v.pipe(v.string(message), v.minLength(1, message), v.maxLength(longest, message));
};

const Request = v.strictObject(
  {
    league: text(40),
    athleteId: v.optional(text(20)),
    name: v.optional(text(100)),
    to: v.nullable(text(20)),
    description: v.optional(text(400)),
  },
  (issue) =>
    issue.expected === 'never' ? 'is not part of a trade' : 'must be {"league","athleteId" or "name","to"} of a trade',
);

/** Throws FieldError, which names what is wrong. */
export const orderOf = (world: World, request: unknown): TradeOrder => {
  const parsed = v.safeParse(Request, Array.isArray(request) ? null : request);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new FieldError(v.getDotPath(issue) ?? 'body', issue.message);
  }
  const { league: named, athleteId, name, to: key, description } = parsed.output;
  const facts = leagueNamed(named);
  const league = facts && world.league(facts.sport.slug, facts.slug);
  if (facts === undefined || league === undefined) throw new FieldError('league', `is not a league: ${named}`);
  const athlete = athleteOf(league, { athleteId, name });
  const to = key === null ? null : findTeam(facts, key);
  if (to === undefined || to?.exhibition === true) {
    throw new FieldError('to', `is not a team of ${facts.slug}: ${String(key)}`);
  }
  if (athlete.team?.id === to?.id) {
    const where = to === null ? 'no team' : `the ${displayNameOf(to)}`;
    throw new FieldError('to', `${nameOf(athlete)} is with ${where} already`);
  }
  return { world: league, athlete, to, description };
};

interface Who {
  readonly athleteId: string | undefined;
  readonly name: string | undefined;
}

const athleteOf = (league: LeagueWorld, { athleteId, name }: Who): Athlete => {
  if ((athleteId === undefined) === (name === undefined)) {
    throw new FieldError('athleteId', 'must be there, or name, but not both');
  }
  if (athleteId !== undefined) {
    const athlete = league.athlete(athleteId);
    if (athlete === undefined) throw new FieldError('athleteId', `is nobody in ${league.facts.slug}: ${athleteId}`);
    return athlete;
  }
  const wanted = name?.trim().toLowerCase();
  const [athlete, ...others] = league.everybody().filter((each) => nameOf(each).toLowerCase() === wanted);
  if (athlete === undefined) throw new FieldError('name', `is nobody's in ${league.facts.slug}: ${name ?? ''}`);
  if (others.length > 0) {
    const ids = [athlete, ...others].slice(0, 10).map(({ id }) => id);
    throw new FieldError('name', `has several bearers, with the ids ${ids.join(', ')}`);
  }
  return athlete;
};

export const nameOf = ({ firstName, lastName }: Athlete): string => `${firstName} ${lastName}`;
