import { hours, minutes } from '../../cache/index.ts';

/** How popular the players of a league are at an hour; stored as a document. */
export interface Scores {
  /** Hours since the epoch: questions are counted in up to and including this hour. */
  readonly through: number;
  /** By player id: questions, halved for every half-life between their hour and `through`. */
  readonly byPlayer: ReadonlyMap<string, number>;
  /** The last hour in which anything was asked about the league; undefined: not as long as hours have been counted. */
  readonly lastAsked?: number;
}

// A day: yesterday's game still counts, last week's counts for a hundredth.
const HALF_LIFE_HOURS = 24;
// Lower scores are dropped.
const MIN_SCORE = 0.01;
// A league has about two thousand players, and most of them are never asked about.
const MAX_PLAYERS = 500;

export const fade = (score: number, hoursSince: number): number => score * 2 ** (-hoursSince / HALF_LIFE_HOURS);

export const noScores = (through: number): Scores => ({ through, byPlayer: new Map() });

export interface AskedHours {
  /** The questions of an hour by player id. */
  readonly players: (hour: number) => ReadonlyMap<string, number>;
  /** Whether anything was asked in it. */
  readonly isAsked: (hour: number) => boolean;
}

/** Counts in the hours after `through`, up to and including `until`. */
export const countIn = (scores: Scores, until: number, { players, isAsked }: AskedHours): Scores => {
  const byPlayer = new Map<string, number>();
  const add = (id: string, score: number): void => void byPlayer.set(id, (byPlayer.get(id) ?? 0) + score);
  for (const [id, score] of scores.byPlayer) add(id, fade(score, until - scores.through));
  let { lastAsked } = scores;
  for (let hour = scores.through + 1; hour <= until; hour += 1) {
    for (const [id, asked] of players(hour)) add(id, fade(asked, until - hour));
    if (isAsked(hour)) lastAsked = hour;
  }
  const kept = [...byPlayer].filter(([, score]) => score >= MIN_SCORE).sort(byScore);
  return {
    through: until,
    byPlayer: new Map(kept.slice(0, MAX_PLAYERS)),
    ...(lastAsked !== undefined && { lastAsked }),
  };
};

/** The highest score first; equal scores by id, so that all environments agree on the order. */
export const byScore = ([a, scoreA]: readonly [string, number], [b, scoreB]: readonly [string, number]): number =>
  scoreB - scoreA || (a < b ? -1 : 1);

export const writeScores = ({ through, byPlayer, lastAsked }: Scores): string =>
  JSON.stringify({
    v: 1,
    through,
    lastAsked,
    scores: [...byPlayer].map(([id, score]) => [id, Number(score.toPrecision(6))]),
  });

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
  const { v, through, scores, lastAsked } = (json ?? {}) as Readonly<Record<string, unknown>>;
  if (v !== 1 || !Number.isInteger(through) || !Array.isArray(scores) || !scores.every(isScore)) return undefined;
  const read = { through: through as number, byPlayer: new Map(scores) };
  // A release before this one has not written it: whoever has a score was asked about, nobody knows when.
  const asked = Number.isInteger(lastAsked) ? (lastAsked as number) : scores.length > 0 ? read.through : undefined;
  return asked === undefined ? read : { ...read, lastAsked: asked };
};

const isScore = (row: unknown): row is [string, number] =>
  Array.isArray(row) && row.length === 2 && typeof row[0] === 'string' && Number.isFinite(row[1]);

/** The last hour whose counters are final: clocks differ, and environments report their counts with a delay. */
export const lastSettled = (now: number): number => Math.floor((now - SETTLING_MS) / hours(1)) - 1;

const SETTLING_MS = minutes(5);
