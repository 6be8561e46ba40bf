import type { TeamFacts } from '../model.ts';
import type { Random } from '../random.ts';
import type { Pairing } from './game.ts';

/** The same items in an order of chance. */
export const shuffled = <T>(items: readonly T[], random: Random): readonly T[] =>
  items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

/**
 * Rounds in which everybody plays once (of an odd number, one sits out). The circle method: one team stays, the others
 * move on a place each round; after everybody has met everybody it begins again with home and away exchanged.
 */
export const rounds = (teams: readonly TeamFacts[], count: number): readonly (readonly Pairing[])[] => {
  const seats: readonly (TeamFacts | undefined)[] = teams.length % 2 === 0 ? teams : [...teams, undefined];
  const [fixed, ...circle] = seats;
  if (circle.length === 0) return [];
  return Array.from({ length: count }, (_, round) => {
    const turned = circle.map((_team, seat) => circle[(seat + round) % circle.length]);
    const ring = [fixed, ...turned];
    return ring.slice(0, ring.length / 2).flatMap((one, seat) => {
      const other = ring[ring.length - 1 - seat];
      if (one === undefined || other === undefined) return [];
      // By seat and round in turn, so that a team is at home about every other time.
      const turn = (Math.floor(round / circle.length) + (seat === 0 ? round : seat)) % 2 === 0;
      return [turn ? { home: one, away: other } : { home: other, away: one }];
    });
  });
};

/**
 * One week more than there are rounds, and for everybody one week off: from each round a few games, no team in two of
 * them, are put off to the last week. Who has none of those is off in the last.
 */
export const withWeekOff = (some: readonly (readonly Pairing[])[]): readonly (readonly Pairing[])[] => {
  const moved: Pairing[] = [];
  const taken = new Set<string>();
  const weeks = some.map((games) => {
    const most = Math.ceil(games.length / (some.length + 1));
    const off = games.filter(({ home, away }) => !taken.has(home.id) && !taken.has(away.id)).slice(0, most);
    for (const { home, away } of off) taken.add(home.id).add(away.id);
    moved.push(...off);
    return games.filter((game) => !off.includes(game));
  });
  return [...weeks, moved];
};
