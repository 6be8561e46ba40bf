import { MAX_AMOUNTS_PER_WRITE, type Amounts } from '../ledgers/counters.ts';

/** Players of a league in one flush: those beyond it are not popular. */
export const MAX_ASKED_PLAYERS = 40;

/** The counts, with only the players of each league who were asked about most. */
export const mostAsked = (counts: ReadonlyMap<string, number>): Amounts => {
  const asked = new Map<string, [string, number][]>();
  const others: [string, number][] = [];
  for (const count of counts) {
    const [league] = count[0].split('.asked.');
    if (league === undefined || league === count[0]) others.push(count);
    else asked.set(league, [...(asked.get(league) ?? []), count]);
  }
  const players = [...asked.values()].flatMap((ofLeague) => ofLeague.toSorted(byAmount).slice(0, MAX_ASKED_PLAYERS));
  const room = Math.max(0, MAX_AMOUNTS_PER_WRITE - others.length);
  return Object.fromEntries([...others, ...players.toSorted(byAmount).slice(0, room)]);
};

const byAmount = ([, a]: [string, number], [, b]: [string, number]): number => b - a;

/** The counts without players. */
export const withoutAsked = (amounts: Amounts): Amounts =>
  Object.fromEntries(Object.entries(amounts).filter(([name]) => !name.includes('.asked.')));
