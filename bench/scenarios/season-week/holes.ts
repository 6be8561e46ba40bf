import type { SimulatedEspn } from '../../../simulators/espn/index.ts';
import type { Famous } from '../players.ts';
import type { Stepper } from '../stepper.ts';
import { teamsTold } from './deadline-day.ts';
import { HOUR } from './season.ts';
import type { Step } from './plan.ts';

/** A roster that comes back empty, and a team that the list of teams lacks from a moment on. */
export const HOLES = {
  roster: { team: 'KC', id: '12', at: Date.UTC(2026, 10, 8, 13) },
  list: { team: 'BUF', at: Date.UTC(2026, 10, 8, 14) },
} as const;

/** Asks about both teams, and finds nothing missing. */
export interface HoleWatch {
  readonly steps: readonly Step[];
  readonly faults: readonly string[];
  asked(): number;
}

export interface HoleWatchOptions {
  readonly upstream: Pick<SimulatedEspn, 'configure'>;
  readonly stepper: Pick<Stepper, 'ask'>;
  readonly environments: number;
  readonly players: readonly Famous[];
  /** Epoch milliseconds. */
  readonly until: number;
}

// A roster is loaded every six hours, the list of teams once a day.
const ASKED_AFTER = [0.2, 1, 3, 5, 7, 12, 20, 26, 34].map((hours) => hours * HOUR);
// A football team has 53 players, and more in preparation.
const FEWEST_PLAYERS = 40;

export const watchHoles = ({ upstream, stepper, environments, players, until }: HoleWatchOptions): HoleWatch => {
  const faults: string[] = [];
  let asked = 0;
  const ask = async (path: string): Promise<unknown> => {
    asked += 1;
    const { status, json } = await stepper.ask(path, { environment: 1 + (asked % environments) }, 'probe');
    if (status !== 200) faults.push(`${path} is answered ${status}`);
    return status === 200 ? json : undefined;
  };
  const check = async (team: string): Promise<void> => {
    const roster = await ask(`/v1/nfl/teams/${team}/roster`);
    const count =
      roster === undefined ? undefined : (roster as { readonly players: readonly unknown[] }).players.length;
    if (count !== undefined && count < FEWEST_PLAYERS) faults.push(`${team} has ${count} players`);
    for (const player of players.filter((each) => each.team === team).slice(0, 3)) {
      const told = teamsTold(await ask(`/v1/nfl/players/${player.id}`), player.id);
      if (told.some((each) => each !== team))
        faults.push(`${player.name} is with ${team}, and is told to be with ${told.join(', ')}`);
      await ask(`/v1/nfl/players?name=${encodeURIComponent(player.name)}`);
    }
  };
  const { roster, list } = HOLES;
  const steps: readonly Step[] = [
    {
      at: roster.at,
      run: () => {
        upstream.configure({ hollow: [{ endpoint: 'roster', of: `/nfl/teams/${roster.id}/`, times: 1 }] });
        return Promise.resolve();
      },
    },
    {
      at: list.at,
      run: () => {
        upstream.configure({ unlisted: { nfl: [list.team] } });
        return Promise.resolve();
      },
    },
    ...[roster, list].flatMap(({ at, team }) =>
      ASKED_AFTER.map((after) => ({ at: at + after, run: () => check(team) })),
    ),
  ];
  return { steps: steps.filter(({ at }) => at < until), faults, asked: () => asked };
};
