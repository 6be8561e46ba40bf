import type { PlayerId, Leader } from '../model/index.ts';
import type { LeaderPage } from '../stats/index.ts';
import type { Qualification } from './qualification.ts';
import { pathText, type StatPath } from './stat-named.ts';

export interface Ranking {
  readonly stat: StatPath;
  readonly order: 'asc' | 'desc';
  /** Undefined: everybody is ranked. */
  readonly qualification: Qualification | undefined;
  readonly isMeant: (position: string | null) => boolean;
}

/** Everybody who has the stat, the best first. `pages`: the newest first, which counts for whoever is on several. */
export const rank = (
  pages: readonly LeaderPage[],
  { stat, order, qualification, isMeant }: Ranking,
): readonly Leader[] => {
  const seen = new Set<PlayerId>();
  const games = gamesOfTeams(pages);
  const sign = order === 'asc' ? 1 : -1;
  const found = pages.flatMap((page) => {
    const qualifies = qualification === undefined ? () => true : qualifiesOn(page, qualification, games);
    return [...columnOf(page, pathText(stat))].flatMap(([place, value]): Omit<Leader, 'rank'>[] => {
      const id = page.ids[place];
      if (id === undefined || seen.has(id)) return [];
      seen.add(id);
      const position = page.positions[place] ?? null;
      // Nobody leads with none of what more is better of.
      if ((order === 'desc' && value === 0) || !isMeant(position) || !qualifies(place)) return [];
      return [{ player: { id, name: page.names[place] ?? '', position }, team: teamAt(page, place), value }];
    });
  });
  const sorted = found.toSorted((a, b) => sign * (a.value - b.value) || byName(a.player, b.player));
  let rankNow = 0;
  return sorted.map((leader, index) => {
    if (index === 0 || leader.value !== sorted[index - 1]?.value) rankNow = index + 1;
    return { rank: rankNow, ...leader };
  });
};

const byName = (a: Leader['player'], b: Leader['player']): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : Number(a.id) - Number(b.id);

const teamAt = (page: LeaderPage, place: number): Leader['team'] => {
  const team = page.teams[page.teamOf[place] ?? -1];
  return team === undefined ? null : { id: team[0], abbreviation: team[1] };
};

/** The values of a stat, `category.name`, by the place of their player. */
const columnOf = (page: LeaderPage, path: string): ReadonlyMap<number, number> => {
  const dot = path.indexOf('.');
  const [category, name] = [path.slice(0, dot), path.slice(dot + 1)];
  const columns = Object.hasOwn(page.categories, category) ? page.categories[category] : undefined;
  const values = columns !== undefined && Object.hasOwn(columns.stats, name) ? columns.stats[name] : undefined;
  return new Map(
    (columns?.players ?? []).flatMap((place, index) => {
      const value = values?.[index];
      return value == null ? [] : [[place, value] as const];
    }),
  );
};

interface TeamGames {
  readonly byTeam: ReadonlyMap<string, number>;
  readonly most: number;
}

// The team's own where the table has them; else somebody of the team has played all of them, or nearly.
const GAMES: ReadonlySet<string> = new Set(['teamGamesPlayed', 'gamesPlayed', 'games']);

/** How many games each team has played, as far as the table shows it. */
const gamesOfTeams = (pages: readonly LeaderPage[]): TeamGames => {
  const byTeam = new Map<string, number>();
  for (const page of pages) {
    for (const [category, { stats }] of Object.entries(page.categories)) {
      for (const name of Object.keys(stats).filter((each) => GAMES.has(each))) {
        for (const [place, value] of columnOf(page, `${category}.${name}`)) {
          const team = teamAt(page, place)?.abbreviation ?? '';
          byTeam.set(team, Math.max(value, byTeam.get(team) ?? 0));
        }
      }
    }
  }
  return { byTeam, most: Math.max(0, ...byTeam.values()) };
};

const qualifiesOn = (
  page: LeaderPage,
  { counts, perTeamGame, perTeamGameAt, isRounded = false }: Qualification,
  { byTeam, most }: TeamGames,
): ((place: number) => boolean) => {
  const sum = counts.find(([first = '']) => columnOf(page, first).size > 0) ?? [];
  // Without the counts nobody can be held back.
  if (sum.length === 0) return () => true;
  const columns = sum.map((path) => ({ column: columnOf(page, path), isInnings: path.endsWith('.innings') }));
  return (place) => {
    const done = columns.reduce((total, { column, isInnings }) => {
      const value = column.get(place) ?? 0;
      return total + (isInnings ? thirds(value) / 3 : value);
    }, 0);
    const games = byTeam.get(teamAt(page, place)?.abbreviation ?? '') ?? most;
    const isOther = perTeamGameAt !== undefined && page.positions[place] === perTeamGameAt.position;
    const exact = games * (isOther ? perTeamGameAt.perTeamGame : perTeamGame);
    return done > 0 && done >= (isRounded ? Math.round(exact) : exact) - ROUNDING;
  };
};

// 0.7 times 10 is a little more than 7.
const ROUNDING = 1e-9;

/** 123.1 innings are a hundred and twenty-three and a third. */
const thirds = (innings: number): number => Math.trunc(innings) * 3 + Math.round((innings % 1) * 10);
