import { WORLD_BEGINS } from '../leagues.ts';
import type { TeamFacts } from '../model.ts';
import { randomOf } from '../random.ts';
import type { CareerPlan } from './career-plan.ts';
import { debutSeason } from './debut.ts';
import type { Stint } from './stint.ts';
import { participation } from './stint.ts';

/** Stints from a season on. The current season has the games that the player's teams have played so far. */
export const laterStints = (plan: CareerPlan, since: number): readonly Stint[] => {
  const { league, athlete, now, calendar } = plan;
  const first = Math.max(since, debutSeason(league, athlete) ?? since);
  const seasons = Array.from({ length: Math.max(0, calendar.season(now) - first + 1) }, (_, index) => first + index);
  return seasons.flatMap((season) => stintsOf(plan, season));
};

/** A span of a season spent with a team. */
export interface Span {
  readonly team: TeamFacts | null;
  /** null: from its first game on. */
  readonly from: number | null;
  readonly until: number;
}

const stintsOf = (plan: CareerPlan, season: number): readonly Stint[] => {
  const { gamesPlayed } = plan;
  const share = shareIn(plan, season);
  const stints: Omit<Stint, 'place' | 'last'>[] = [];
  let possible = 0;
  let played = 0;
  for (const { team, from, until } of spansOf(plan, season)) {
    if (team === null) continue;
    const before = from === null ? 0 : gamesPlayed(team, season, from);
    possible += gamesPlayed(team, season, until) - before;
    const games = Math.round(possible * share) - played;
    played += games;
    if (games > 0) stints.push({ season, team, games });
  }
  return stints.map((stint, place) => ({ ...stint, place, last: place === stints.length - 1 }));
};

/** How many of the team's games the player is in. */
export const shareIn = ({ athlete, seed }: CareerPlan, season: number): number => {
  const luck = randomOf(`${seed} ${athlete.id} ${season} path`)();
  // Nobody knows a player who hardly plays.
  return participation(athlete.origin === 'real' ? 0.5 + luck / 2 : luck);
};

/** Where the player was in a season, in order of time. */
export const spansOf = (plan: CareerPlan, season: number): readonly Span[] => {
  const { calendar, moves, now } = plan;
  const { start } = calendar.regular(season);
  const made = moves.filter(({ at }) => at <= now);
  const ahead = made.filter(({ at }) => at > start && calendar.season(at) === season);
  const spans: Span[] = [];
  let team = teamAt(plan, season, start);
  let from: number | null = null;
  for (const { to, at } of ahead) {
    spans.push({ team, from, until: at });
    team = to;
    from = at;
  }
  return [...spans, { team, from, until: now }];
};

const teamAt = ({ athlete, moves }: CareerPlan, season: number, at: number): TeamFacts | null => {
  const last = moves.findLast((move) => move.at <= at);
  if (last !== undefined) return last.to;
  // Whoever is looking for a team when the world begins has just left one.
  const left = athlete.status === 'free-agent' && season === WORLD_BEGINS ? athlete.lastTeam : null;
  return athlete.team ?? left;
};
