import type { LeagueFacts } from './leagues.ts';
import type { Athlete, SportSlug } from './model.ts';
import type { Random } from './random.ts';
import { around, between } from './random.ts';

interface Range {
  readonly height: readonly [low: number, high: number];
  readonly weight: readonly [low: number, high: number];
  readonly jersey: readonly [low: number, high: number];
}

const BACKS: Range = { height: [69, 74], weight: [180, 215], jersey: [0, 49] };
const LINE: Range = { height: [75, 80], weight: [290, 340], jersey: [50, 79] };
const FRONT: Range = { height: [73, 78], weight: [250, 320], jersey: [90, 99] };
const KICKERS: Range = { height: [70, 76], weight: [180, 220], jersey: [1, 19] };

const FOOTBALL: Readonly<Record<string, Range>> = {
  QB: { height: [72, 78], weight: [205, 245], jersey: [1, 19] },
  RB: { height: [68, 72], weight: [195, 235], jersey: [0, 49] },
  WR: BACKS,
  TE: { height: [75, 79], weight: [240, 265], jersey: [80, 89] },
  OT: LINE,
  G: LINE,
  C: LINE,
  DE: FRONT,
  DT: FRONT,
  LB: { height: [72, 76], weight: [225, 255], jersey: [40, 59] },
  CB: BACKS,
  S: BACKS,
  PK: KICKERS,
  P: KICKERS,
  LS: { height: [73, 77], weight: [235, 255], jersey: [40, 49] },
};

const BASKETBALL: Readonly<Record<string, Range>> = {
  PG: { height: [73, 77], weight: [175, 205], jersey: [0, 55] },
  SG: { height: [75, 79], weight: [190, 215], jersey: [0, 55] },
  SF: { height: [78, 81], weight: [205, 225], jersey: [0, 55] },
  PF: { height: [80, 83], weight: [215, 245], jersey: [0, 55] },
  C: { height: [82, 87], weight: [235, 270], jersey: [0, 55] },
};

const WOMEN: Readonly<Record<string, Range>> = {
  G: { height: [66, 73], weight: [135, 175], jersey: [0, 55] },
  F: { height: [72, 76], weight: [165, 205], jersey: [0, 55] },
  C: { height: [75, 79], weight: [180, 225], jersey: [0, 55] },
};

const MEN: Readonly<Record<string, Range>> = {
  G: { height: [72, 78], weight: [170, 210], jersey: [0, 55] },
  F: { height: [77, 82], weight: [200, 240], jersey: [0, 55] },
  C: { height: [81, 87], weight: [225, 265], jersey: [0, 55] },
};

const PITCHERS: Range = { height: [72, 79], weight: [185, 245], jersey: [20, 75] };
const FIELDERS: Range = { height: [68, 77], weight: [165, 240], jersey: [1, 60] };
const BASEBALL: Readonly<Record<string, Range>> = { SP: PITCHERS, RP: PITCHERS };
const SKATERS: Range = { height: [69, 78], weight: [170, 230], jersey: [2, 97] };
const HOCKEY: Readonly<Record<string, Range>> = { G: { height: [73, 79], weight: [180, 225], jersey: [30, 40] } };

const RANGES: Readonly<Record<SportSlug, readonly [Readonly<Record<string, Range>>, Range]>> = {
  football: [FOOTBALL, BACKS],
  basketball: [{ ...MEN, ...BASKETBALL }, BACKS],
  baseball: [BASEBALL, FIELDERS],
  hockey: [HOCKEY, SKATERS],
};

export const isWomens = ({ slug }: LeagueFacts): boolean => slug === 'wnba' || slug === 'womens-college-basketball';

const rangeOf = (league: LeagueFacts, position: string): Range => {
  const [ranges, others] = RANGES[league.sport.slug];
  return (isWomens(league) ? WOMEN : ranges)[position] ?? others;
};

export const bodyOf = (
  league: LeagueFacts,
  position: string,
  random: Random,
): { readonly height: number; readonly weight: number | null } => {
  const range = rangeOf(league, position);
  const height = Math.round(around(random, ...range.height));
  const weight = Math.round(around(random, ...range.weight));
  // Women's weights are not published.
  return { height, weight: isWomens(league) ? null : weight };
};

/** null for some, as on real rosters: off-season signings wait for their number. Two may draw the same one. */
export const jerseyOf = (
  league: LeagueFacts,
  { position, status }: { readonly position: string; readonly status: string },
  random: Random,
): string | null => {
  const missing = league.sport.slug !== 'football' ? 0.03 : status === 'active' ? 0.1 : 0.3;
  const number = String(between(random, ...rangeOf(league, position).jersey));
  return random() < missing ? null : number;
};

/** The same players, each with a number that nobody before them has, as far as their position has numbers left. */
export const withOwnNumbers = (league: LeagueFacts, athletes: readonly Athlete[]): readonly Athlete[] => {
  const taken = new Set(athletes.flatMap(({ origin, jersey }) => (origin === 'real' ? (jersey ?? []) : [])));
  return athletes.map((athlete) => {
    const { origin, jersey, position } = athlete;
    if (origin === 'real' || jersey === null) return athlete;
    const [low, high] = rangeOf(league, position).jersey;
    const all = Array.from({ length: high - low + 1 }, (_, step) => String(low + step));
    const from = all.indexOf(jersey);
    const own = [...all.slice(from), ...all.slice(0, from)].find((number) => !taken.has(number)) ?? jersey;
    taken.add(own);
    return { ...athlete, jersey: own };
  });
};
