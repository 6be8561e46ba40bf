import { hours, minutes } from '../../cache/index.ts';

/** How popular the players of a league are at an hour; stored as a document. */
export interface Scores {
  /** Hours since the epoch: questions are counted in up to and including this hour. */
  readonly through: number;
  /** By player id: questions, halved for every half-life between their hour and `through`. */
  readonly byPlayer: ReadonlyMap<string, number>;
}

// A day: yesterday's game still counts, last week's counts for a hundredth.
const HALF_LIFE_HOURS = 24;
// Lower scores are dropped.
const MIN_SCORE = 0.01;
// A league has about two thousand players, and most of them are never asked about.
const MAX_PLAYERS = 500;

export const fade = (score: number, hoursSince: number): number => score * 2 ** (-hoursSince / HALF_LIFE_HOURS);

export const noScores = (through: number): Scores => ({ through, byPlayer: new Map() });

/** Counts in the hours after `through`, up to and including `until`. `askedIn`: the questions of an hour by player id. */
export const countIn = (
  scores: Scores,
  until: number,
  askedIn: (hour: number) => ReadonlyMap<string, number>,
): Scores => {
  const byPlayer = new Map<string, number>();
  const add = (id: string, score: number): void => void byPlayer.set(id, (byPlayer.get(id) ?? 0) + score);
  for (const [id, score] of scores.byPlayer) add(id, fade(score, until - scores.through));
  for (let hour = scores.through + 1; hour <= until; hour += 1) {
    for (const [id, asked] of askedIn(hour)) add(id, fade(asked, until - hour));
  }
  const kept = [...byPlayer].filter(([, score]) => score >= MIN_SCORE).sort(byScore);
  return { through: until, byPlayer: new Map(kept.slice(0, MAX_PLAYERS)) };
};

/** The highest score first; equal scores by id, so that all environments agree on the order. */
export const byScore = ([a, scoreA]: readonly [string, number], [b, scoreB]: readonly [string, number]): number =>
  scoreB - scoreA || (a < b ? -1 : 1);

export const writeScores = ({ through, byPlayer }: Scores): string =>
  JSON.stringify({ v: 1, through, scores: [...byPlayer].map(([id, score]) => [id, Number(score.toPrecision(6))]) });

/**
 * Undefined for text that this version did not write: the caller then counts again from the hours that remain. Checked
 * by hand: a schema here would move valibot into a chunk of its own, which every cold start had to load.
 */
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

/** The last hour whose counters are final: clocks differ, and environments report their counts with a delay. */
export const lastSettled = (now: number): number => Math.floor((now - SETTLING_MS) / hours(1)) - 1;

const SETTLING_MS = minutes(5);
