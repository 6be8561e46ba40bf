import { between, hash, pick, randomOf } from '../random.ts';
import { FORMATS } from './formats.ts';
import type { Game } from './game.ts';

export interface Score {
  readonly home: number;
  readonly away: number;
}

interface Play {
  /** When, as a share of the game's playing time. */
  readonly at: number;
  readonly side: 'home' | 'away';
  readonly points: number;
}

/** Every score of a game, the same ones whenever it is asked. There is a winner, by the last play if need be. */
const playsOf = ({ league, id }: Game): readonly Play[] => {
  const random = randomOf(`score ${id}`);
  const { scores, points } = FORMATS[league];
  const made = (['home', 'away'] as const).flatMap((side) =>
    Array.from({ length: between(random, ...scores) }, () => ({ side, at: random(), points: pick(random, points) })),
  );
  const { home, away } = sum(made);
  if (home !== away) return made;
  return [...made, { side: hash(id) % 2 === 0 ? 'home' : 'away', at: 0.999, points: points[0] }];
};

const sum = (made: readonly Play[]): Score => {
  const score = { home: 0, away: 0 };
  for (const { side, points } of made) score[side] += points;
  return score;
};

/** What has been scored from one share of the playing time up to another. */
export const scoreBetween = (game: Game, from: number, to: number): Score =>
  sum(playsOf(game).filter(({ at }) => at >= from && at < to));

export const finalScore = (game: Game): Score => sum(playsOf(game));

export const winnerOf = (game: Game): 'home' | 'away' => {
  const { home, away } = finalScore(game);
  return home > away ? 'home' : 'away';
};
