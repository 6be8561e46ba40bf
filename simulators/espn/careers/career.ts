import { WORLD_BEGINS } from '../leagues.ts';
import type { Career, SeasonRow } from '../model.ts';
import { between, randomOf } from '../random.ts';
import { realCareer } from '../real-athletes.ts';
import type { CareerPlan } from './career-plan.ts';
import { debutSeason } from './debut.ts';
import { earlierStints } from './earlier-stints.ts';
import { laterStints } from './later-stints.ts';
import { rowsOf } from './rows.ts';
import type { Stint } from './stint.ts';

const POSTSEASON_PROBABILITY = 0.35;
/** Beyond the places of a regular season's stints: the same season, other luck. */
const POSTSEASON = 99;

/**
 * A whole career: each season the same for the same seed, athlete and year, and worked out anew each time because it is
 * cheap. Of a real player's past there is only what is known; what comes after it is made up like everybody else's.
 */
export const careerOf = (plan: CareerPlan): Career => {
  const past = pastOf(plan);
  const stints = laterStints(plan, firstLater(past));
  return {
    2: [...past[2], ...rowsOf(plan, stints)],
    3: [...past[3], ...postseasons(plan, stints)],
    complete: past.complete,
  };
};

/** What the world begins with. */
export const pastOf = (plan: CareerPlan): Career =>
  plan.athlete.origin === 'real' ? knownPast(plan) : madeUpPast(plan);

/** The first season that follows from the clock. */
export const firstLater = (past: Career): number => (past[2].at(-1)?.season ?? WORLD_BEGINS - 1) + 1;

const knownPast = ({ league, athlete }: CareerPlan): Career => {
  const debut = debutSeason(league, athlete);
  return realCareer(league, athlete.id) ?? { 2: [], 3: [], complete: debut !== null && debut >= WORLD_BEGINS };
};

const madeUpPast = (plan: CareerPlan): Career => {
  const stints = earlierStints(plan);
  return { 2: rowsOf(plan, stints), 3: postseasons(plan, stints), complete: true };
};

/** Told once the season is over: nobody knows before how far a team gets. */
const postseasons = (plan: CareerPlan, stints: readonly Stint[]): readonly SeasonRow[] => {
  const { league, athlete, seed, now } = plan;
  const current = plan.calendar.season(now);
  const reached = stints.flatMap((stint) => {
    const random = randomOf(`${seed} ${athlete.id} ${stint.season} postseason`);
    if (!stint.last || stint.season >= current || random() >= POSTSEASON_PROBABILITY) return [];
    return [{ ...stint, place: POSTSEASON, games: between(random, 1, Math.ceil(league.seasonGames / 5)) }];
  });
  return rowsOf(plan, reached);
};
