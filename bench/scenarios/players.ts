import type { Stack } from '../../infra/local/stack/stack.ts';
import { randomFrom, weighted, zipfWeights } from './random.ts';

export interface Famous {
  readonly id: string;
  readonly name: string;
  /** By abbreviation. */
  readonly team: string;
}

/** Players people ask for, the most popular first: quarterbacks and receivers before the rest of each roster. */
export const famousFirst = async (stack: Stack): Promise<readonly Famous[]> => {
  const { upstream } = stack;
  if (upstream === undefined) throw new Error('Scenarios run against the simulated provider');
  const rosters = await Promise.all(TEAMS.map((team) => rosterOf(upstream.url, team)));
  // Asking for the names is not part of the scenario.
  upstream.reset();
  const ranked = rosters.flat().sort((a, b) => rank(a) - rank(b));
  const byName = new Map<string, Famous>();
  for (const { id, displayName: name, team } of ranked) if (!byName.has(name)) byName.set(name, { id, name, team });
  return [...byName.values()];
};

interface Athlete {
  readonly id: string;
  readonly displayName: string;
  readonly position: { readonly abbreviation: string };
}

export const TEAMS = ['KC', 'BUF', 'BAL', 'PHI', 'CIN', 'DET', 'MIN', 'GB', 'DAL', 'SF', 'LAR', 'MIA'];
const POSITIONS = ['QB', 'WR', 'RB', 'TE', 'DE', 'LB', 'CB'];

const rank = ({ position }: Athlete): number => {
  const index = POSITIONS.indexOf(position.abbreviation);
  return index < 0 ? POSITIONS.length : index;
};

const rosterOf = async (url: string, team: string): Promise<readonly (Athlete & { readonly team: string })[]> => {
  const response = await fetch(`${url}/apis/site/v2/sports/football/nfl/teams/${team}/roster`, {
    headers: { 'user-agent': 'curl/8.0' },
    signal: AbortSignal.timeout(10_000),
  });
  const { athletes } = (await response.json()) as {
    readonly athletes: readonly { readonly items?: readonly Athlete[] }[];
  };
  return athletes.flatMap(({ items = [] }) => items).map((athlete) => ({ ...athlete, team }));
};

/** Draws `count` different items at a time, the n-th item n times as rarely as the first. Always the same draws. */
export const zipf = <T>(items: readonly T[]): ((count: number) => readonly T[]) => {
  const one = weighted(items, zipfWeights(items.length), randomFrom(1));
  return (count) => {
    const drawn = new Set<T>();
    while (drawn.size < Math.min(count, items.length)) drawn.add(one());
    return [...drawn];
  };
};
