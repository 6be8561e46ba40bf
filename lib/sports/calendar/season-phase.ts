import { hours } from '../../cache/index.ts';
import type { LeagueId, Phase, SeasonPhases } from '../model/index.ts';
import { wallTimeAt, wallYear } from './eastern-time.ts';
import { seasonDates } from './season-dates.ts';

/** Where a league's year stands. */
export interface PhaseNow {
  readonly phase: Phase;
  /** The provider's season year. It turns when the season's first phase begins. */
  readonly season: number;
  /** What the phase was read from: the provider's dates, or the calendar's rules. */
  readonly source: 'provider' | 'calendar';
}

// The provider ends an interval a minute before it begins the next. Its real holes are days and weeks.
const MAX_SEAM_MS = hours(1);

/** By the provider's dates where they are known and cover `now`; else by rule. */
export const phaseAt = (phases: SeasonPhases | undefined, league: LeagueId, now: number): PhaseNow => {
  const stated = phases === undefined ? undefined : statedPhase(phases, now);
  return stated ?? ruledPhase(league, now);
};

const statedPhase = ({ season, phases }: SeasonPhases, now: number): PhaseNow | undefined => {
  const begun = phases.filter(({ start }) => start <= now);
  // Where phases overlap, the one that began last: the regular season outranks spring training, the play-offs it.
  const current = latest(begun.filter(({ end }) => now < end + MAX_SEAM_MS));
  if (current !== undefined) return { phase: current.phase, season, source: 'provider' };
  // All of them are over: the cached season is an old one.
  if (begun.length === phases.length) return undefined;
  // The provider states a season months before it begins. Until then the off-season of the one before lasts.
  return { phase: 'off-season', season: begun.length === 0 ? season - 1 : season, source: 'provider' };
};

const ruledPhase = (league: LeagueId, now: number): PhaseNow => {
  const year = wallYear(wallTimeAt(now));
  const starts = [year - 1, year, year + 1].flatMap((season) =>
    seasonDates(league, season).map((start) => ({ ...start, season })),
  );
  const current = latest(starts.filter(({ start }) => start <= now));
  // A season is named for a year it is played in: one of the three has begun.
  if (current === undefined) throw new RangeError(`No season of ${league} at ${now}`);
  return { phase: current.phase, season: current.season, source: 'calendar' };
};

/** A season's phases by rule, for a provider that does not offer them. */
export const ruledPhases = (league: LeagueId, now: number): SeasonPhases => {
  const { season } = ruledPhase(league, now);
  const [next] = seasonDates(league, season + 1);
  const starts = seasonDates(league, season);
  const phases = starts.map(({ phase, start }, index) => ({
    phase,
    start,
    end: (starts[index + 1] ?? next ?? { start: Infinity }).start,
  }));
  return { league, season, phases };
};

/** The latest season whose regular part has begun: the latest one with stats. */
export const playedSeason = ({ phase, season }: PhaseNow): number => (phase === 'preseason' ? season - 1 : season);

/** As `playedSeason`, from a year that the provider states without dates and advances months before the first game. */
export const playedSeasonOf = (league: LeagueId, stated: number, now: number): number => {
  const regular = seasonDates(league, stated).find(({ phase }) => phase === 'regular');
  return regular === undefined || regular.start <= now ? stated : stated - 1;
};

const latest = <T extends { readonly start: number }>(candidates: readonly T[]): T | undefined =>
  candidates.reduce<T | undefined>(
    (last, each) => (last === undefined || each.start >= last.start ? each : last),
    undefined,
  );
