import type { Counts, SeasonRow, SportSlug } from '../model.ts';
import { around, randomOf } from '../random.ts';
import { baseballSeason, TWO_WAY } from './baseball-season.ts';
import { basketballSeason } from './basketball-season.ts';
import type { CareerPlan } from './career-plan.ts';
import { footballSeason } from './football-season.ts';
import { hockeySeason } from './hockey-season.ts';
import type { SeasonPlan } from './season-plan.ts';
import type { Stint } from './stint.ts';

type MakeSeason = (position: string, plan: SeasonPlan) => Readonly<Record<string, Counts>>;

const SEASONS: Readonly<Record<SportSlug, MakeSeason>> = {
  football: footballSeason,
  basketball: basketballSeason,
  baseball: baseballSeason,
  hockey: hockeySeason,
};

// The one player of the league who does both.
const TWO_WAY_PLAYERS = new Set(['39832']);

/** The counts of each stint; none for positions without statistics. */
export const rowsOf = ({ league, athlete, seed }: CareerPlan, stints: readonly Stint[]): readonly SeasonRow[] => {
  const talent = randomOf(`${seed} ${athlete.id} talent`)();
  // Real players are in the data because they are good.
  const role = athlete.origin === 'real' ? 0.85 + talent * 0.15 : 0.15 + talent * 0.85;
  return stints.flatMap(({ season, team, games, place }) => {
    // Drawn from the stint alone, so that one more game adds to a line and changes no other.
    const random = randomOf(`${seed} ${athlete.id} ${season} ${place}`);
    const isTwoWay = league.sport.slug === 'baseball' && TWO_WAY_PLAYERS.has(athlete.id);
    const counts = SEASONS[league.sport.slug](isTwoWay ? TWO_WAY : athlete.position, {
      random,
      games,
      share: games / league.seasonGames,
      role: Math.min(1, role * around(random, 0.8, 1.2)),
    });
    return Object.keys(counts).length === 0 ? [] : [{ season, team, counts }];
  });
};
