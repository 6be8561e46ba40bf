import { type Answer, type LoadedEntry, minutes, type Query } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import { currentPolicy, hasPlayedSince, KEPT_AT_MOST, type LiveState, statsPolicy } from '../stats/index.ts';
import type { LeagueId, PlayerId, SeasonType, StatLine, Team, TeamRef } from '../model.ts';
import { isFinished } from '../calendar/index.ts';
import type { SeasonTableAthlete, SeasonTablePage } from '../upstream.ts';
import { type ResourceContext, valueIfPresent } from './context.ts';
import { scopesOf, seasonKey, statLineQuery } from './stats.ts';
import { teamsQuery } from './teams.ts';

/** One page of the table of everybody's season. */
export interface TableOf {
  readonly league: LeagueId;
  readonly season: number;
  readonly type: SeasonType;
  /** One of the provider's `bulkGroups`. */
  readonly group: string;
  /** From 1. */
  readonly page: number;
}

/** A page as it came, and what decides about its lines. */
export interface LoadedTable {
  readonly table: SeasonTablePage;
  readonly live: LiveState | undefined;
  /** When the first page of each other group was loaded, epoch ms. */
  readonly told: ReadonlyMap<string, number>;
  /** By a player's teams of that season, whether his line is wanted. Undefined: everybody's is. */
  readonly isToFill: ((teams: readonly TeamRef[]) => boolean) | undefined;
}

/** The lines on a page, each under its own key. */
export const tableLines = async (
  context: ResourceContext,
  of: TableOf,
  { table, live, told, isToFill }: LoadedTable,
): Promise<readonly LoadedEntry[]> => {
  const { league, season, type } = of;
  const { seasonTableLine: bulkLine } = await import('../stats/season-table.ts');
  const teams = await valueIfPresent(context, teamsQuery(context, league));
  const lines = table.athletes.flatMap((athlete): StatLine[] => {
    const line = bulkLine(league, table, athlete, { season, type });
    if (line === undefined) return [];
    const named = namedTeams(athlete, teams?.teams ?? [], line);
    return (isToFill?.(named) ?? true) ? [{ ...line, teams: named }] : [];
  });
  const held = await heldLines(context, of, lines);
  const now = context.clock.now();
  const finished = isFinished(leagueOf(league), season, now);
  const isDaily = !finished && isToFill === undefined;
  return lines.flatMap((line): LoadedEntry[] => {
    const { id } = line.player;
    const known = held.get(id);
    // A career call's line has more stats than the table: while it lasts it is not displaced.
    if (known !== undefined && known.line.source === undefined && lasts(known, now, isDaily)) return [];
    const value = joinGroups(line, known?.line, { told, live, now });
    const ids = new Set(value.teams.map((team) => team.id));
    const policy = finished ? statsPolicy(league, season, now) : currentPolicy(live, ids, now);
    return [{ key: seasonKey({ league, id, type }, season), value, policy, scopes: scopesOf({ id }) }];
  });
};

/** A table may tell a team by its abbreviation only. */
const namedTeams = (athlete: SeasonTableAthlete, listed: readonly Team[], { teams }: StatLine): readonly TeamRef[] => {
  const named = athlete.teams.flatMap(({ id, abbreviation }): TeamRef[] => {
    const team = listed.find((each) => (id === null ? each.abbreviation === abbreviation : each.id === id));
    return team === undefined ? [] : [{ id: team.id, abbreviation: team.abbreviation, name: team.name }];
  });
  return named.length === athlete.teams.length ? named : teams;
};

interface HeldLine {
  readonly line: StatLine;
  /** Epoch ms. */
  readonly loadedAt: number;
  readonly freshUntil: number;
}

// Of one look; a page has a thousand players.
const CHUNK = 250;

const lookAt = async <V>(
  { getAllPresent: look }: ResourceContext,
  queries: readonly Query<V>[],
): Promise<readonly (Answer<V> | undefined)[]> => {
  const answers: (Answer<V> | undefined)[] = [];
  for (let start = 0; start < queries.length; start += CHUNK) {
    answers.push(...(await look(queries.slice(start, start + CHUNK))));
  }
  return answers;
};

/** The lines that are held of the same players: other groups of the table, or a career. */
const heldLines = async (
  context: ResourceContext,
  { league, season, type }: TableOf,
  lines: readonly StatLine[],
): Promise<ReadonlyMap<PlayerId, HeldLine>> => {
  const held = new Map<PlayerId, HeldLine>();
  const queries = lines.map(({ player }) => statLineQuery(context, { league, id: player.id, type }, season));
  for (const answer of await lookAt(context, queries)) {
    if (answer?.kind !== 'value') continue;
    const line = answer.value();
    const { loadedAt, freshUntil } = answer.entry;
    held.set(line.player.id, { line, loadedAt, freshUntil });
  }
  return held;
};

// What ends within it would be gone before the next page comes: pages come every five minutes while teams play, and a
// line is served for seven.
const SOON = minutes(1);

/** Whether a line outlasts the time until the next page, which in a page of everybody's is a day. */
const lasts = ({ loadedAt, freshUntil }: HeldLine, now: number, isDaily: boolean): boolean =>
  now + SOON < freshUntil && (!isDaily || now + KEPT_AT_MOST.page < loadedAt + KEPT_AT_MOST.line);

/** What decides whether another group's part of a line is still true. */
export interface Joining {
  /** When the first page of each other group was loaded, epoch ms. */
  readonly told: ReadonlyMap<string, number>;
  readonly live: LiveState | undefined;
  readonly now: number;
}

// The groups of one run.
const RECENT = minutes(15);

/**
 * A player's line with what other groups of the table have told of him: a pitcher bats and fields, too. A group has the
 * name of its category. What it told before he played again is left out: the joined line is as old as its newest part.
 */
export const joinGroups = (line: StatLine, known: StatLine | undefined, { told, live, now }: Joining): StatLine => {
  if (told.size === 0 || known?.source !== 'season-table') return line;
  const teams = new Set(line.teams.map((team) => team.id));
  const isTrue = (category: string): boolean => {
    const since = told.get(category);
    if (since === undefined) return false;
    return now - since < RECENT || (live !== undefined && hasPlayedSince(live, teams, { since, now }) === false);
  };
  const others = Object.entries(known.categories).filter(([category]) => isTrue(category));
  return { ...line, categories: { ...Object.fromEntries(others), ...line.categories } };
};
