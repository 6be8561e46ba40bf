import type { LeagueSlug } from './model.ts';
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

const NFL: Readonly<Record<string, Range>> = {
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

const NBA: Readonly<Record<string, Range>> = {
  PG: { height: [73, 77], weight: [175, 205], jersey: [0, 55] },
  SG: { height: [75, 79], weight: [190, 215], jersey: [0, 55] },
  SF: { height: [78, 81], weight: [205, 225], jersey: [0, 55] },
  PF: { height: [80, 83], weight: [215, 245], jersey: [0, 55] },
  C: { height: [82, 87], weight: [235, 270], jersey: [0, 55] },
};

const rangeOf = (league: LeagueSlug, position: string): Range => (league === 'nfl' ? NFL : NBA)[position] ?? BACKS;

export const bodyOf = (
  league: LeagueSlug,
  position: string,
  random: Random,
): { readonly height: number; readonly weight: number } => {
  const { height, weight } = rangeOf(league, position);
  return { height: Math.round(around(random, ...height)), weight: Math.round(around(random, ...weight)) };
};

/** null for some, as on real rosters: off-season signings wait for their number. Two men may wear the same one. */
export const jerseyOf = (
  league: LeagueSlug,
  { position, status }: { readonly position: string; readonly status: string },
  random: Random,
): string | null => {
  const missing = league === 'nba' ? 0.03 : status === 'active' ? 0.1 : 0.3;
  const number = String(between(random, ...rangeOf(league, position).jersey));
  return random() < missing ? null : number;
};
