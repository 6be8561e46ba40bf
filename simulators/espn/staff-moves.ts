import type { LeagueFacts } from './leagues.ts';
import { nameAt } from './names.ts';
import { between, pick, randomOf } from './random.ts';
import type { Day } from './schedule/days.ts';
import { easternDay, timeOn } from './schedule/days.ts';
import type { MoveLine } from './trades.ts';

interface StaffPlan {
  readonly league: LeagueFacts;
  readonly seed: number;
  readonly from: Day;
  readonly now: number;
}

// On two days of five one team or two have news of this kind.
const BUSY = 0.4;
const ROLES = [
  'an assistant coach',
  'the director of scouting',
  'the head athletic trainer',
  'a video coordinator',
] as const;

/**
 * What fills the provider's list beside trades: people who play for nobody. All are made up, and no roster changes: whoever
 * follows the list to a roster finds what was there before.
 */
export const staffMoves = ({ league, seed, from, now }: StaffPlan): readonly MoveLine[] => {
  const teams = league.teams.filter(({ exhibition }) => exhibition !== true);
  const days = Array.from({ length: Math.max(0, easternDay(now) - from + 1) }, (_, index) => from + index);
  return days.flatMap((day) => {
    const random = randomOf(`${seed} ${league.slug} ${day} staff`);
    if (random() > BUSY) return [];
    return Array.from({ length: between(random, 1, 2) }, () => {
      const at = timeOn(day, between(random, 9 * 60, 18 * 60));
      const team = teams[Math.floor(random() * teams.length)];
      const { firstName, lastName } = nameAt(`${seed} ${league.slug} staff`, between(random, 0, 5000));
      const role = pick(random, ROLES);
      const name = `${firstName} ${lastName}`;
      const text = pick(random, [
        `Named ${name} ${role}.`,
        `Announced that ${name}, ${role}, will not return.`,
        `Agreed to terms with ${name}, ${role}, on a contract extension.`,
      ]);
      return { at, team, text };
    }).flatMap(({ team, ...line }) => (team === undefined || line.at > now ? [] : [{ ...line, team }]));
  });
};
