import type { LeagueFacts } from '../leagues.ts';
import type { Athlete, Career, Counts, SeasonRow, TeamFacts } from '../model.ts';
import type { Random } from '../random.ts';
import { around, between, pick, randomOf } from '../random.ts';
import { nbaSeason } from './nba-season.ts';
import type { SeasonPlan } from './nfl-season.ts';
import { nflSeason } from './nfl-season.ts';

const MOVED_IN_SUMMER = 0.15;
const TRADED_IN_SEASON = 0.06;
const REACHED_POSTSEASON = 0.35;

/** A made-up career: the same for the same seed and athlete, worked out anew each time because it is cheap. */
export const generatedCareer = (league: LeagueFacts, athlete: Athlete, seed: number): Career => {
  const random = randomOf(`${seed} ${athlete.id} career`);
  const stints = timeline(league, athlete, random);
  const role = 0.15 + random() * 0.85;
  return {
    complete: true,
    2: stints.flatMap((stint) => rowOf(league, athlete, { stint, random, role })),
    3: stints.flatMap((stint) =>
      stint.last && random() < REACHED_POSTSEASON
        ? rowOf(league, athlete, {
            stint: { ...stint, games: between(random, 1, league.slug === 'nfl' ? 4 : 16) },
            random,
            role,
          })
        : [],
    ),
  };
};

interface Stint {
  readonly season: number;
  readonly team: TeamFacts;
  readonly games: number;
  /** The team with which he ended the season. */
  readonly last: boolean;
}

/** Who played where, oldest season first; walked backwards, because where he ended is what is known. */
const timeline = (league: LeagueFacts, athlete: Athlete, random: Random): readonly Stint[] => {
  const stints: Stint[] = [];
  const lastSeason = lastSeasonOf(league, athlete, random);
  const seasons = seasonsOf(league, athlete, random);
  let team = athlete.lastTeam;
  for (let season = lastSeason; season > lastSeason - seasons; season -= 1) {
    const games = league.slug === 'nfl' ? Math.round(around(random, 3, 18)) : Math.round(around(random, 12, 90));
    const played = Math.min(games, league.slug === 'nfl' ? 17 : 82);
    if (random() < TRADED_IN_SEASON && played > 1) {
      const before = between(random, 1, played - 1);
      stints.unshift({ season, team, games: played - before, last: true });
      team = anotherTeam(league, team, random);
      stints.unshift({ season, team, games: before, last: false });
    } else {
      stints.unshift({ season, team, games: played, last: true });
    }
    if (random() < MOVED_IN_SUMMER) team = anotherTeam(league, team, random);
  }
  return stints;
};

const lastSeasonOf = (league: LeagueFacts, { status }: Athlete, random: Random): number =>
  league.season.year - (status === 'inactive' ? between(random, 1, 6) : 0);

const seasonsOf = (league: LeagueFacts, { experience }: Athlete, random: Random): number => {
  const years = experience ?? 0;
  if (league.slug === 'nfl') return years;
  // A rookie who has not been in a game yet.
  return years === 0 && random() < 0.3 ? 0 : years + 1;
};

const anotherTeam = (league: LeagueFacts, team: TeamFacts, random: Random): TeamFacts => {
  const [first, ...rest] = league.teams.filter((each) => each.id !== team.id);
  return first === undefined ? team : pick(random, [first, ...rest]);
};

interface RowPlan {
  readonly stint: Stint;
  readonly random: Random;
  readonly role: number;
}

const rowOf = (league: LeagueFacts, athlete: Athlete, { stint, random, role }: RowPlan): readonly SeasonRow[] => {
  const plan: SeasonPlan = { random, games: stint.games, role: Math.min(1, role * around(random, 0.8, 1.2)) };
  const season = league.slug === 'nfl' ? nflSeason : nbaSeason;
  const counts: Readonly<Record<string, Counts>> = season(athlete.position, plan);
  return Object.keys(counts).length === 0 ? [] : [{ season: stint.season, team: stint.team, counts }];
};
