import type { Game, GameState, GameTeam, TeamId } from '../../lib/sports/model/index.ts';

const STATUS: Readonly<Record<GameState, string>> = {
  pre: 'scheduled',
  in: 'in-progress',
  post: 'final',
  postponed: 'postponed',
};

export interface GameOptions extends Partial<Omit<Game, 'date' | 'state' | 'teams'>> {
  /** Epoch ms. */
  readonly start: number;
  readonly state: GameState;
  /** The home team's id first; or the teams themselves. */
  readonly teams: readonly (string | GameTeam)[];
}

/** A game in the word that usually stands beside its state, without scores. */
export const gameOf = ({ start, state, teams, ...more }: GameOptions): Game => ({
  id: '1',
  date: new Date(start).toISOString(),
  timeValid: true,
  state,
  status: STATUS[state],
  detail: null,
  period: null,
  clock: null,
  venue: null,
  broadcast: null,
  teams: teams.map((team, index) =>
    typeof team === 'string' ? { id: team as TeamId, abbreviation: `T${team}`, home: index === 0, score: null } : team,
  ),
  ...more,
});
