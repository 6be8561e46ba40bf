import { afterEach } from 'vitest';
import type { SimulatedEspn, SimulatedEspnOptions } from '../../../simulators/espn/index.ts';
import { startSimulatedEspn } from '../../../simulators/espn/index.ts';

export const HONEST = 'Statline/1.0 (+https://statline.example)';
/** A clock that stands still: rosters carry the time. */
const STILL = { now: () => Date.UTC(2026, 10, 22, 12) };
/** The football season of 2025 is over, the basketball season that ends in 2026 is on. */
export const FEBRUARY = { now: () => Date.UTC(2026, 1, 20, 12) };

const started: SimulatedEspn[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((espn) => espn.close()));
});

/** Closed after the test. */
export const simulate = async (options: SimulatedEspnOptions = {}): Promise<SimulatedEspn> => {
  const espn = await startSimulatedEspn({ clock: STILL, ...options });
  started.push(espn);
  return espn;
};

export const ask = (espn: SimulatedEspn, path: string, userAgent = HONEST): Promise<Response> =>
  fetch(espn.url + path, { headers: { 'user-agent': userAgent }, signal: AbortSignal.timeout(10_000) });

export const askJson = async (espn: SimulatedEspn, path: string): Promise<unknown> => (await ask(espn, path)).json();

/** What is at `a.0.b` of some JSON; undefined when there is nothing. */
export const at = (json: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      json,
    );

export const list = (json: unknown, path: string): readonly unknown[] => {
  const value = path === '' ? json : at(json, path);
  if (!Array.isArray(value)) throw new Error(`No list at ${path}`);
  return value as readonly unknown[];
};

export const text = (json: unknown, path: string): string => {
  const value = at(json, path);
  if (typeof value !== 'string') throw new Error(`No text at ${path}`);
  return value;
};

/** Every athlete of a roster, grouped or not. */
export const rosterOf = (json: unknown): readonly unknown[] =>
  list(json, 'athletes').flatMap((element) =>
    at(element, 'items') === undefined ? [element] : list(element, 'items'),
  );

/** Sport and slug of each league, as addresses have them. */
export const LEAGUES = {
  nfl: 'football/nfl',
  nba: 'basketball/nba',
  mlb: 'baseball/mlb',
  nhl: 'hockey/nhl',
  wnba: 'basketball/wnba',
  cfb: 'football/college-football',
  mbb: 'basketball/mens-college-basketball',
  wbb: 'basketball/womens-college-basketball',
} as const;

export type League = keyof typeof LEAGUES;

const site = (league: League): string => `/apis/site/v2/sports/${LEAGUES[league]}/teams`;

export const PATHS = {
  teams: {
    nfl: site('nfl'),
    nba: site('nba'),
    mlb: site('mlb'),
    nhl: site('nhl'),
    wnba: site('wnba'),
    cfb: site('cfb'),
    mbb: site('mbb'),
    wbb: site('wbb'),
  },
  roster: (league: League, team: string) => `${site(league)}/${team}/roster`,
  athlete: (league: League, id: string) => `/v2/sports/${LEAGUES[league].replace('/', '/leagues/')}/athletes/${id}`,
  stats: (league: League, id: string, type = 2) =>
    `/apis/common/v3/sports/${LEAGUES[league]}/athletes/${id}/stats?seasontype=${type}`,
  gameLog: (id: string, season: number) =>
    `/apis/common/v3/sports/football/nfl/athletes/${id}/gamelog?season=${season}`,
  team: (league: League, team: string) => `${site(league)}/${team}`,
  search: (query: string, limit = 25) =>
    `/apis/common/v3/search?type=player&limit=${limit}&query=${encodeURIComponent(query)}`,
} as const;

interface StatRow {
  readonly year: number;
  readonly label: string;
  readonly team: string;
  readonly stats: Readonly<Record<string, string>>;
  readonly seasonTotals: Readonly<Record<string, string>>;
}

/** The rows of one category of a stats document, by column name. */
export const rowsOf = (json: unknown, category: string): readonly StatRow[] => {
  const found = list(json, 'categories').find((each) => at(each, 'name') === category);
  if (found === undefined) return [];
  const named = (row: unknown, path: string) =>
    Object.fromEntries(list(found, 'names').map((name, index) => [String(name), String(list(row, path)[index])]));
  return list(found, 'statistics').map((row) => ({
    year: Number(at(row, 'season.year')),
    label: text(row, 'season.displayName'),
    team: text(row, 'teamSlug'),
    stats: named(row, 'stats'),
    seasonTotals: named(row, 'seasonTotals'),
  }));
};
