import { LEAGUES } from '../../../simulators/espn/leagues.ts';
import type { Game } from '../../../simulators/espn/schedule/game.ts';
import type { Incident } from '../../../simulators/espn/schedule/incidents.ts';
import { createLeagueSchedule } from '../../../simulators/espn/schedule/league-schedule.ts';

/** What goes wrong at the provider, and when. */
export interface PlannedIncident {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly incident: Incident | 'turn';
  /** By abbreviation; not of a `turn`. */
  readonly team?: string;
  readonly minutes?: number;
}

const SUNDAY = Date.UTC(2026, 10, 8);
const HOUR = 3_600_000;

/** Three starts delayed, two games suspended, one of them until the next day, and a week that turns during a game. */
export const INCIDENTS: readonly PlannedIncident[] = [
  { at: SUNDAY + 17 * HOUR, incident: 'delay', team: 'PHI', minutes: 45 },
  { at: SUNDAY + 17 * HOUR, incident: 'delay', team: 'GB', minutes: 90 },
  { at: SUNDAY + 17 * HOUR, incident: 'delay', team: 'SF', minutes: 150 },
  { at: SUNDAY + 19.5 * HOUR, incident: 'suspend', team: 'BUF', minutes: 75 },
  { at: SUNDAY + 19.75 * HOUR, incident: 'suspend', team: 'CIN', minutes: 24 * 60 },
  // Miami plays in Denver, since 01:15.
  { at: SUNDAY + 50.5 * HOUR, incident: 'turn' },
];

/** The league's games as the simulated provider has them, for whoever wants to know what is true without a call. */
export interface TrueGames {
  /** The same that happens at the provider. */
  happen(planned: PlannedIncident): void;
  /** Those that begin between two moments, as they stand with what has happened so far. */
  between(from: number, until: number, now: number): readonly Game[];
}

export const createTrueGames = ({ seed, season }: { readonly seed: number; readonly season: number }): TrueGames => {
  const schedule = createLeagueSchedule({ league: LEAGUES.nfl, seed });
  return {
    happen: ({ at, incident, team, minutes }) => {
      if (incident === 'turn') return;
      const id = LEAGUES.nfl.teams.find(({ abbreviation }) => abbreviation === team)?.id ?? '';
      const lasts = minutes === undefined ? undefined : minutes * 60_000;
      if (schedule.happen(id, { incident, at, lasts }) === undefined) {
        throw new Error(`Nothing of ${team ?? 'nobody'} can ${incident} at ${new Date(at).toISOString()}`);
      }
    },
    between: (from, until, now) => schedule.season(season, now).filter(({ start }) => start >= from && start < until),
  };
};
