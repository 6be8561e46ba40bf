import mbbPlayers from './data/mbb-players.json' with { type: 'json' };
import mlbPlayers from './data/mlb-players.json' with { type: 'json' };
import nbaPlayers from './data/nba-players.json' with { type: 'json' };
import nflPlayers from './data/nfl-players.json' with { type: 'json' };
import nhlPlayers from './data/nhl-players.json' with { type: 'json' };
import wbbPlayers from './data/wbb-players.json' with { type: 'json' };
import wnbaPlayers from './data/wnba-players.json' with { type: 'json' };
import { collegeNamed } from './colleges.ts';
import type { LeagueFacts } from './leagues.ts';
import { findTeam } from './leagues.ts';
import type { Athlete, AthleteStatus, Career, Counts, LeagueSlug, SeasonRow } from './model.ts';
import type { FullName } from './names.ts';
import { plainName } from './names.ts';
import { groupOf } from './roster-groups.ts';

/**
 * Real players: ids, teams, numbers and stat lines are facts, as they were when the provider or the table told of them;
 * what is not known is left out. Football has the hundred players of the 2025 season through whom most plays went: passes
 * thrown, carries, and passes thrown at them (25 quarterbacks, 25 running backs, 35 receivers, 15 tight ends); beside
 * them the other positions' best, and namesakes. The other leagues have those whom the provider's own answers name.
 *
 * A line is
 * `season type team source group count count …`, `-` where a count is not known. The sources:
 * `espn-career`, `espn-gamelog`, `espn-leaders` (2024; totals of its ranked categories only): ESPN's own answers;
 * `nfl-api-data`: ESPN's figures by way of that provider; `nflverse`: its season table of 2025, which knows no longest
 * plays, stuffs or QBR and counts the games in which a player had a stat (no line of those who changed teams within the
 * season, because it names one team); `nba-career` and `nba-leaders` (2023-24): the
 * league's own tables, without double-doubles and fouls by kind; `published-games`: only the games are known;
 * `public-record`: games, tackles and sacks as widely published (Aaron Donald's ten seasons: 154, 543 and 111). Of a
 * player without lines no season is known.
 */
interface RealPlayer {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly position: string;
  readonly jersey: string | null;
  readonly team: string | null;
  /** Left out: `team`. */
  readonly lastTeam?: string | undefined;
  /** Left out: `active`. */
  readonly status?: string | undefined;
  readonly born?: string | null | undefined;
  readonly height?: number | null | undefined;
  readonly weight?: number | null | undefined;
  readonly college?: string | null | undefined;
  readonly experience?: number | null | undefined;
  readonly lines?: readonly string[] | undefined;
}

const PLAYERS: Readonly<Record<LeagueSlug, readonly RealPlayer[]>> = {
  nfl: nflPlayers,
  nba: nbaPlayers,
  mlb: mlbPlayers,
  nhl: nhlPlayers,
  wnba: wnbaPlayers,
  'college-football': [],
  'mens-college-basketball': mbbPlayers,
  'womens-college-basketball': wbbPlayers,
};

const STATUSES: Readonly<Record<string, AthleteStatus>> = {
  'free-agent': 'free-agent',
  inactive: 'inactive',
};

const teamOf = (league: LeagueFacts, abbreviation: string) => {
  const team = findTeam(league, abbreviation);
  if (team === undefined) throw new Error(`${league.slug} data name a team ${abbreviation} that it has not`);
  return team;
};

export const realAthletes = (league: LeagueFacts): readonly Athlete[] =>
  PLAYERS[league.slug].map((player) => ({
    id: player.id,
    firstName: player.firstName,
    lastName: player.lastName,
    position: player.position,
    jersey: player.jersey,
    team: player.team === null ? null : teamOf(league, player.team),
    lastTeam: teamOf(league, player.lastTeam ?? player.team ?? ''),
    group: groupOf(league, player.position),
    status: STATUSES[player.status ?? ''] ?? 'active',
    listed: true,
    injury: null,
    born: player.born ?? null,
    height: player.height ?? null,
    weight: player.weight ?? null,
    hands: null,
    hasHeadshot: true,
    birthPlace: null,
    college: player.college == null ? null : collegeNamed(player.college),
    experience: player.experience ?? null,
    draft: null,
    salary: null,
    origin: 'real',
  }));

const REAL_NAMES = new Set(Object.values(PLAYERS).flatMap((players) => players.map(plainName)));

/** Whether a real player of any league goes by the name, however it is written and whatever suffix it has. */
export const isRealName = (name: FullName): boolean => REAL_NAMES.has(plainName(name));

/** Every known season of a real player, first season first; undefined of one of whom none is known. */
export const realCareer = (league: LeagueFacts, id: string): Career | undefined => {
  const { lines = [], experience = null } = PLAYERS[league.slug].find((each) => each.id === id) ?? {};
  if (lines.length === 0) return undefined;
  const regular = rowsOf(league, lines, '2');
  const played = experience === null ? null : experience + (league.debutCounts ? 0 : 1);
  const complete = new Set(regular.map(({ season }) => season)).size === played;
  return { 2: regular, 3: rowsOf(league, lines, '3'), complete };
};

const rowsOf = (league: LeagueFacts, lines: readonly string[], wanted: string): readonly SeasonRow[] => {
  const rows = new Map<string, SeasonRow>();
  for (const line of lines) {
    const [season = '', type, team = '', , group = '', ...counts] = line.split(' ');
    if (type !== wanted) continue;
    const key = `${season} ${team}`;
    const row = rows.get(key) ?? { season: Number(season), team: teamOf(league, team), counts: {} };
    rows.set(key, { ...row, counts: { ...row.counts, [group]: countsOf(league, group, counts) } });
  }
  return [...rows.values()];
};

const countsOf = (league: LeagueFacts, name: string, counts: readonly string[]): Counts => {
  const group = league.groups.find((each) => each.name === name);
  if (group?.counts.length !== counts.length) throw new Error(`${league.slug} ${name} line does not fit its columns`);
  return Object.fromEntries(
    group.counts.map((count, index) => {
      const text = counts[index] ?? '-';
      return [count, text === '-' ? null : Number(text)];
    }),
  );
};
