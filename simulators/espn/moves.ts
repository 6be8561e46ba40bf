import type { LeagueFacts } from './leagues.ts';
import { displayNameOf } from './leagues.ts';
import type { Athlete, Move, TeamFacts } from './model.ts';
import { groupOf } from './roster-groups.ts';

/** Who went where since the world began. */
interface Moves {
  move(athlete: Athlete, to: TeamFacts | null, at: number): Move;
  /** The athlete as of their last move; undefined: never moved. */
  moved(id: string): Athlete | undefined;
  /** `members` without those who left, and with those who came. */
  roster(team: TeamFacts, members: readonly Athlete[]): readonly Athlete[];
  all(): readonly Move[];
  of(athleteId: string): readonly Move[];
}

export const createMoves = (league: LeagueFacts): Moves => {
  const all: Move[] = [];
  const byId = new Map<string, Athlete>();
  return {
    move: (athlete, to, at) => {
      const { id, team: from } = athlete;
      if (to !== null && !league.teams.some((team) => team.id === to.id && team.exhibition !== true)) {
        throw new RangeError(`${league.slug} has no team ${to.id} that players move to`);
      }
      if (from?.id === to?.id) {
        throw new RangeError(
          `${league.slug} athlete ${id} is with ${from === null ? 'no team' : displayNameOf(from)} already`,
        );
      }
      const moved = to === null ? released(athlete) : signed(league, athlete, to);
      // Last in the map, last on the new roster.
      byId.delete(id);
      byId.set(id, moved);
      const move: Move = { athlete: moved, from, to, at };
      all.push(move);
      return move;
    },
    moved: (id) => byId.get(id),
    roster: (team, members) => [
      ...members.filter(({ id }) => !byId.has(id)),
      ...[...byId.values()].filter((athlete) => athlete.team?.id === team.id),
    ],
    all: () => [...all].sort((a, b) => a.at - b.at),
    of: (athleteId) => all.filter(({ athlete }) => athlete.id === athleteId).sort((a, b) => a.at - b.at),
  };
};

const released = (athlete: Athlete): Athlete => ({ ...athlete, team: null, status: 'free-agent' });

const signed = (league: LeagueFacts, athlete: Athlete, team: TeamFacts): Athlete => ({
  ...athlete,
  team,
  lastTeam: team,
  ...(athlete.team === null && { status: 'active', group: groupOf(league, athlete.position), listed: true }),
});
