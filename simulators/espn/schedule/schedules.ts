import type { World } from '../world.ts';
import type { LeagueSchedule } from './league-schedule.ts';
import { createLeagueSchedule } from './league-schedule.ts';
import type { LeagueSlug } from '../model.ts';

export type Schedules = (league: LeagueSlug) => LeagueSchedule;

/** The games of every league; what players have done follows from them. */
export const createSchedules = ({ world, seed }: { readonly world: World; readonly seed: number }): Schedules => {
  const byLeague = new Map<LeagueSlug, LeagueSchedule>();
  for (const league of world.leagues) {
    const schedule = createLeagueSchedule({ league: league.facts, seed });
    byLeague.set(league.facts.slug, schedule);
    league.setSchedule((team, season, now) => schedule.played(team, season, now));
  }
  return (league) => {
    const schedule = byLeague.get(league);
    if (schedule === undefined) throw new Error(`The world has no league ${league}`);
    return schedule;
  };
};
