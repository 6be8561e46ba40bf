import type { SimulatedEspn } from '../../../simulators/espn/index.ts';
import type { IncidentRequest } from '../../../simulators/espn/incident-request.ts';
import { FINAL_WITHIN, type GameWatch } from './game-watch.ts';
import { createTrueGames, INCIDENTS, type PlannedIncident } from './incidents.ts';
import { HOUR, MINUTE } from './season.ts';
import type { Step, WeekPlan } from './plan.ts';

interface GameSteps {
  readonly upstream: Pick<SimulatedEspn, 'letHappen'>;
  readonly games: GameWatch;
  readonly plan: WeekPlan;
}

/** What comes in the way of games, looks at how they stand, and the final scores ten minutes after each end. */
export const gameSteps = ({ upstream, games, plan: { seed, season, from, days } }: GameSteps): readonly Step[] => {
  const until = from + days * 24 * HOUR - FINAL_WITHIN - MINUTE;
  const truth = createTrueGames({ seed, season });
  const planned = INCIDENTS.filter(({ at }) => at >= from && at < until);
  // As they end with everything that is planned: known here before it happens.
  const foreknown = createTrueGames({ seed, season });
  for (const incident of planned) foreknown.happen(incident);
  const played = foreknown.between(from - 4 * HOUR, until, until);
  const lookAt = (at: number): Step => ({
    at,
    run: () => games.look(truth.between(at - 36 * HOUR, at + 36 * HOUR, at), at),
  });
  const looks = [
    ...played.flatMap(({ start, end }) => [start + 20 * MINUTE, (start + end) / 2, end - 3 * MINUTE]),
    ...planned.flatMap(({ at }) => [10, 40, 70, 100].map((minutes) => at + minutes * MINUTE)),
  ];
  return [
    ...planned.map((incident) => ({
      at: incident.at,
      run: () => {
        upstream.letHappen(requestOf(incident));
        truth.happen(incident);
        return Promise.resolve();
      },
    })),
    ...looks.filter((at) => at > from && at < until).map(lookAt),
    ...played
      .filter(({ end }) => end > from && end < until)
      .map((game) => ({ at: game.end + FINAL_WITHIN, run: () => games.final(game, game.end + FINAL_WITHIN) })),
  ];
};

const requestOf = ({ incident, team, minutes }: PlannedIncident): IncidentRequest => ({
  league: 'nfl',
  incident,
  ...(team !== undefined && { team }),
  ...(minutes !== undefined && { minutes }),
});
