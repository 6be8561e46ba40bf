import { hours } from '../../cache/index.ts';
import type { Amounts } from '../../ledgers/counters.ts';

/** How popular the players of a league are at an hour, kept as a note. */
export interface Scores {
  /** Hours since the epoch: up to and including this one, questions are counted in. */
  readonly through: number;
  /** Questions, each halved once for every half-life since its hour. */
  readonly byPlayer: ReadonlyMap<string, number>;
}

// A day: yesterday's game still counts, last week's is a hundredth.
const HALF_LIFE_HOURS = 24;
// What a score has faded to before it is not worth a line.
const LEAST = 0.01;
/** A league has about two thousand players; whom nobody asks about is not missed. */
const MOST_PLAYERS = 500;

export const fade = (score: number, passed: number): number => score * 2 ** (-passed / HALF_LIFE_HOURS);

export const noScores = (through: number): Scores => ({ through, byPlayer: new Map() });

/** Counts in the hours after `through`, up to and including `until`; `askedIn` tells the questions of one. */
export const countIn = (scores: Scores, until: number, askedIn: (hour: number) => Amounts): Scores => {
  const byPlayer = new Map<string, number>();
  const add = (id: string, score: number): void => void byPlayer.set(id, (byPlayer.get(id) ?? 0) + score);
  for (const [id, score] of scores.byPlayer) add(id, fade(score, until - scores.through));
  for (let hour = scores.through + 1; hour <= until; hour += 1) {
    for (const [id, asked] of Object.entries(askedIn(hour))) add(id, fade(asked, until - hour));
  }
  const kept = [...byPlayer].filter(([, score]) => score >= LEAST).sort(byScore);
  return { through: until, byPlayer: new Map(kept.slice(0, MOST_PLAYERS)) };
};

/** The highest first; of the same score the lower id, so that everybody agrees. */
export const byScore = ([a, scoreA]: readonly [string, number], [b, scoreB]: readonly [string, number]): number =>
  scoreB - scoreA || (a < b ? -1 : 1);

export const writeScores = ({ through, byPlayer }: Scores): string =>
  JSON.stringify({ v: 1, through, scores: [...byPlayer].map(([id, score]) => [id, Number(score.toPrecision(6))]) });

/** Undefined for what this version did not write: then it is counted again from the hours there are. */
export const readScores = (text: string): Scores | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { v, through, scores } = (json ?? {}) as Readonly<Record<string, unknown>>;
  if (v !== 1 || !Number.isInteger(through) || !Array.isArray(scores)) return undefined;
  return scores.every(isScore) ? { through: through as number, byPlayer: new Map(scores) } : undefined;
};

const isScore = (row: unknown): row is [string, number] =>
  Array.isArray(row) && row.length === 2 && typeof row[0] === 'string' && Number.isFinite(row[1]);

/** The last hour that nobody adds to any more: clocks differ, and a write takes its time. */
export const lastSettled = (now: number): number => Math.floor((now - SETTLING) / hours(1)) - 1;

const SETTLING = hours(1) / 12;
