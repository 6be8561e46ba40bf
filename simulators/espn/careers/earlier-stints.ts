import type { LeagueFacts } from '../leagues.ts';
import { WORLD_BEGINS } from '../leagues.ts';
import type { Athlete, TeamFacts } from '../model.ts';
import type { Random } from '../random.ts';
import { between, pick, randomOf } from '../random.ts';
import { debutSeason } from './debut.ts';
import type { Stint } from './stint.ts';
import { participation } from './stint.ts';

const SUMMER_MOVE_PROBABILITY = 0.15;
const TRADE_PROBABILITY = 0.06;

interface Past {
  readonly league: LeagueFacts;
  readonly athlete: Athlete;
  readonly seed: number;
}

/**
 * Who played where before the world began, oldest season first; walked backwards, because where they ended is what is
 * known.
 */
export const earlierStints = ({ league, athlete, seed }: Past): readonly Stint[] => {
  const debut = debutSeason(league, athlete);
  if (debut === null) return [];
  const retired = athlete.status === 'inactive' ? between(randomOf(`${seed} ${athlete.id} retired`), 1, 6) : 0;
  const stints: Stint[] = [];
  let team = athlete.lastTeam;
  for (let season = WORLD_BEGINS - 1; season >= debut; season -= 1) {
    const random = randomOf(`${seed} ${athlete.id} ${season} path`);
    const games = Math.max(1, Math.round(league.seasonGames * participation(random())));
    // A retired player's last seasons lie as long ago as their retirement.
    const played = season - retired;
    if (!league.isCollege && random() < TRADE_PROBABILITY && games > 1) {
      const before = between(random, 1, games - 1);
      stints.unshift({ season: played, team, games: games - before, place: 1, last: true });
      team = anotherTeam(league, team, random);
      stints.unshift({ season: played, team, games: before, place: 0, last: false });
    } else {
      stints.unshift({ season: played, team, games, place: 0, last: true });
    }
    if (random() < SUMMER_MOVE_PROBABILITY) team = anotherTeam(league, team, random);
  }
  return stints;
};

const anotherTeam = (league: LeagueFacts, team: TeamFacts, random: Random): TeamFacts => {
  const [first, ...rest] = league.teams.filter((each) => each.id !== team.id && each.exhibition !== true);
  return first === undefined ? team : pick(random, [first, ...rest]);
};
