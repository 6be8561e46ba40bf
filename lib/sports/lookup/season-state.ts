import { lazy } from '../../async/lazy.ts';
import type { Clock, Query, TieredCache } from '../../cache/index.ts';
import type { LeagueId, Phase, SeasonPhases, SeasonType, TeamList } from '../model/index.ts';

/** Where a league's year stands, for a client that names no season. */
export interface SeasonState {
  /** The latest season whose regular part has begun. */
  readonly season: number;
  readonly type: SeasonType;
  /** A `preseason` belongs to the next season: `season` changes with the first game that counts. */
  readonly phase: Phase;
  /** What the phase was read from: the provider's dates, or the calendar's rules. */
  readonly source: 'provider' | 'calendar';
}

/** The season a client means when it names none. */
export interface Seasons {
  current(league: LeagueId): Promise<number>;
  state(league: LeagueId): Promise<SeasonState>;
}

export interface SeasonsOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: {
    season(league: LeagueId): Query<SeasonPhases>;
    teams(league: LeagueId): Query<TeamList>;
  };
  readonly clock: Clock;
}

// A chunk of its own: only questions without a season need the rules of every league.
const phaseRules = lazy(() => import('../calendar/season-phase.ts'));

/**
 * By the provider's season if it is cached, else by its list of teams, else by the calendar. Nothing is loaded: no
 * question about a player waits for one about the season.
 *
 * @example
 * const seasons = createSeasons({ cache, resources, clock });
 * const season = await seasons.current('nfl');
 */
export const createSeasons = ({ cache, resources, clock }: SeasonsOptions): Seasons => {
  let rules: Awaited<ReturnType<typeof phaseRules>> | undefined;
  const present = (league: LeagueId) =>
    cache.getAllPresent<SeasonPhases | TeamList>([resources.season(league), resources.teams(league)]);
  const state = async (league: LeagueId): Promise<SeasonState> => {
    const held = present(league);
    // Side by side with the tiers, the first time.
    if (rules === undefined) [rules] = await Promise.all([phaseRules(), held]);
    const { phaseAt, playedSeason, playedSeasonOf } = rules;
    let phases: SeasonPhases | undefined;
    let teams: TeamList | undefined;
    for (const answer of await held) {
      if (answer?.kind !== 'value') continue;
      const value = answer.value();
      if ('phases' in value) phases = value;
      else teams = value;
    }
    const now = clock.now();
    const at = phaseAt(phases, league, now);
    const stated = at.source === 'provider' ? null : (teams?.season ?? null);
    return {
      season: stated === null ? playedSeason(at) : playedSeasonOf(league, stated, now),
      type: at.phase === 'postseason' ? 'postseason' : 'regular',
      phase: at.phase,
      source: at.source,
    };
  };
  return { state, current: async (league) => (await state(league)).season };
};
