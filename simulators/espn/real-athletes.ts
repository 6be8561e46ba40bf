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
import { groupOf } from './roster-groups.ts';

/**
 * Real players: ids, teams, numbers and stat lines are facts. A line is
 * `season type team source group count count …`, `-` where a count is not known. The sources:
 * `espn-career`, `espn-gamelog`, `espn-leaders` (2024; totals of its ranked categories only): ESPN's own answers;
 * `nfl-api-data`: ESPN's figures by way of that provider; `nflverse`: its season table of 2025, which knows no longest
 * plays, stuffs or QBR and counts the games in which a player had a stat; `nba-career` and `nba-leaders` (2023-24): the
 * league's own tables, without double-doubles and fouls by kind; `published-games`: only the games are known. Of a player
 * without lines no season is known.
 */
interface RealPlayer {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly position: string;
  readonly jersey: string | null;
  readonly team: string | null;
  readonly lastTeam: string;
  readonly status: string;
  readonly born: string | null;
  readonly height: number | null;
  readonly weight: number | null;
  readonly college: string | null;
  readonly experience: number | null;
  readonly lines: readonly string[];
}

const PLAYERS: Readonly<Record<LeagueSlug, readonly RealPlayer[]>> = {
  nfl: nflPlayers,
  nba: nbaPlayers,
  mlb: mlbPlayers,
  nhl: nhlPlayers,
  wnba: wnbaPlayers,
  'college-football': [],
  'mens-college-basketball': [],
  'womens-college-basketball': wbbPlayers,
};

const STATUSES: Readonly<Record<string, AthleteStatus>> = {
  active: 'active',
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
    ...player,
    team: player.team === null ? null : teamOf(league, player.team),
    lastTeam: teamOf(league, player.lastTeam),
    group: groupOf(league, player.position),
    status: STATUSES[player.status] ?? 'active',
    listed: true,
    injury: null,
    birthPlace: null,
    college: player.college === null ? null : collegeNamed(player.college),
    draft: null,
    salary: null,
    origin: 'real',
  }));

/** Every known season of a real player, first season first; undefined of one of whom none is known. */
export const realCareer = (league: LeagueFacts, id: string): Career | undefined => {
  const player = PLAYERS[league.slug].find((each) => each.id === id);
  if (player === undefined || player.lines.length === 0) return undefined;
  const { lines, experience } = player;
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
