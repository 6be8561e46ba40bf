import * as v from 'valibot';
import type { Game } from '../../client/index.ts';
import { timeText } from './texts.ts';

/** A game as it stands. */
export const GameSchema = v.object({ date: v.string(), title: v.string(), state: v.string() });

export const gameOf = (game: Game): v.InferInput<typeof GameSchema> => ({
  date: game.date,
  title: titleOf(game),
  state: stateOf(game),
});

export const gameText = (game: Game): string =>
  [timeText(game.date, game.timeValid), titleOf(game), stateOf(game), game.venue?.name, game.broadcast]
    .filter(Boolean)
    .join(', ');

const stateOf = ({ detail, status }: Game): string => detail ?? status;

/** The guest first: `DEN at KC`, `DEN 7 at KC 14`. */
const titleOf = ({ teams }: Game): string =>
  [...teams]
    .sort((a, b) => Number(a.home) - Number(b.home))
    .map(({ abbreviation, score }) => (score === null ? abbreviation : `${abbreviation} ${score}`))
    .join(' at ');
