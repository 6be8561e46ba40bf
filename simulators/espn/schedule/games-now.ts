import type { Game } from './game.ts';
import { plays } from './game.ts';
import { isOn } from './standing.ts';

/** Games that were brought on before their time, because somebody wants to see one that is being played. */
interface GamesNow {
  /** The game at the time at which it really is. */
  of(game: Game): Game;
  all(): readonly Game[];
  /** Those that were brought on and are on. */
  on(at: number): readonly Game[];
  /** Sends back to its own time what is on and not of these teams. A game that is over stays where it was. */
  keep(at: number, teamIds: readonly string[]): void;
  /** Brings on the next of a team's games, unless one is on already. */
  bringOn(own: readonly Game[], at: number): void;
}

/** Half an hour old when it is brought on. */
const BEGAN = 30 * 60_000;

export const createGamesNow = (): GamesNow => {
  const moved = new Map<string, Game>();
  const of = (game: Game): Game => moved.get(game.id) ?? game;
  return {
    of,
    all: () => [...moved.values()],
    on: (at) => [...moved.values()].filter((game) => isOn(game, at)),
    keep: (at, teamIds) => {
      for (const game of moved.values()) {
        if (game.end > at && !teamIds.some((id) => plays(game, id))) moved.delete(game.id);
      }
    },
    bringOn: (own, at) => {
      if (own.some((game) => isOn(of(game), at))) return;
      const next = own
        .filter((game) => of(game).start > at && !game.postponed)
        .reduce<Game | undefined>(
          (first, game) => (first === undefined || game.start < first.start ? game : first),
          undefined,
        );
      if (next === undefined) return;
      const start = at - BEGAN;
      moved.set(next.id, { ...next, start, end: start + (next.end - next.start) });
    },
  };
};
