import type { Stack } from '../../infra/local/stack/stack.ts';

/** Names people ask for, the most popular first: quarterbacks and receivers before the rest of each roster. */
export const famousFirst = async (stack: Stack): Promise<readonly string[]> => {
  const { upstream } = stack;
  if (upstream === undefined) throw new Error('Scenarios run against the simulated provider');
  const rosters = await Promise.all(TEAMS.map((team) => rosterOf(upstream.url, team)));
  // Asking for the names is not part of the scenario.
  upstream.reset();
  const ranked = rosters.flat().sort((a, b) => rank(a) - rank(b));
  return [...new Set(ranked.map(({ displayName }) => displayName))];
};

interface Athlete {
  readonly displayName: string;
  readonly position: { readonly abbreviation: string };
}

const TEAMS = ['KC', 'BUF', 'BAL', 'PHI', 'CIN', 'DET', 'MIN', 'GB', 'DAL', 'SF', 'LAR', 'MIA'];
const POSITIONS = ['QB', 'WR', 'RB', 'TE', 'DE', 'LB', 'CB'];

const rank = ({ position }: Athlete): number => {
  const index = POSITIONS.indexOf(position.abbreviation);
  return index < 0 ? POSITIONS.length : index;
};

const rosterOf = async (url: string, team: string): Promise<readonly Athlete[]> => {
  const response = await fetch(`${url}/apis/site/v2/sports/football/nfl/teams/${team}/roster`, {
    headers: { 'user-agent': 'curl/8.0' },
    signal: AbortSignal.timeout(10_000),
  });
  const { athletes } = (await response.json()) as {
    readonly athletes: readonly { readonly items: readonly Athlete[] }[];
  };
  return athletes.flatMap(({ items }) => items);
};

/** Draws `count` different items at a time, the n-th item n^exponent times as rarely as the first. Always the same draws. */
export const zipf = <T>(items: readonly T[], exponent: number): ((count: number) => readonly T[]) => {
  const weights = items.map((_, index) => 1 / (index + 1) ** exponent);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const random = mulberry32(1);
  const one = (): T => {
    let left = random() * sum;
    const index = weights.findIndex((weight) => (left -= weight) <= 0);
    return items[Math.max(0, index)] as T;
  };
  return (count) => {
    const drawn = new Set<T>();
    while (drawn.size < Math.min(count, items.length)) drawn.add(one());
    return [...drawn];
  };
};

/** A small seeded generator: the same draws in every run. */
const mulberry32 = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
