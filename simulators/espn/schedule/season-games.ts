import type { LeagueFacts } from '../leagues.ts';
import { randomOf } from '../random.ts';
import { FORMATS } from './formats.ts';
import type { Game } from './game.ts';
import { playoffGames } from './playoffs.ts';
import type { Fixture } from './regular-season.ts';
import { regularFixtures } from './regular-season.ts';

interface SeasonOptions {
  readonly league: LeagueFacts;
  readonly seed: number;
  readonly year: number;
}

const MINUTE = 60_000;
const POSTPONED_SHARE = 1 / 200;

/** Every game of a season, in order of time; the same ones for the same seed. */
export const seasonGames = ({ league, seed, year }: SeasonOptions): readonly Game[] => {
  const { slug, seasonGames: games } = league;
  const teams = league.teams.filter(({ exhibition }) => exhibition !== true);
  const random = randomOf(`${seed} ${slug} ${year} games`);
  let number = 0;
  const make = (fixture: Fixture, type: 2 | 3 | 5, knownFrom: number): Game => {
    number += 1;
    // Nine digits, as the provider's: league, season, number.
    const id = `4${league.id.padStart(2, '0')}${String(year % 100).padStart(2, '0')}${String(number).padStart(4, '0')}`;
    const minutes = FORMATS[slug].lasts * (0.92 + random() * 0.16);
    return {
      ...fixture,
      id,
      league: slug,
      season: year,
      type,
      end: fixture.start + Math.round(minutes) * MINUTE,
      postponed: type === 2 && random() < POSTPONED_SHARE,
      knownFrom,
    };
  };
  const regular = regularFixtures({ league: slug, teams, games, year, random }).map((fixture) => make(fixture, 2, 0));
  const after = playoffGames({ league: slug, year, teams, regular, random, make });
  return [...regular, ...after].toSorted((a, b) => a.start - b.start);
};
