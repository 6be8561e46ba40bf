import type { Famous } from '../players.ts';
import { randomFrom, weighted, zipfWeights } from '../random.ts';

export type Kind = 'stats' | 'search' | 'player' | 'roster' | 'compare';

export interface Question {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly environment: number;
  readonly kind: Kind;
  readonly path: string;
}

export interface QuestionsOptions {
  readonly seed: number;
  readonly count: number;
  readonly from: number;
  readonly days: number;
  readonly environments: number;
  /** The most popular first. */
  readonly players: readonly Famous[];
  readonly season: number;
}

const HOUR = 3_600_000;
const KINDS: readonly Kind[] = ['stats', 'search', 'player', 'roster', 'compare'];
const SHARES = [60, 20, 10, 5, 5];

// By hour of the day, UTC: American evenings are the busiest, their nights the quietest.
const HOURS = [9, 9, 8, 6, 4, 2, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 9, 9];
// By day of the week from Sunday: games, and the day after them.
const DAYS = [3, 2, 1, 1, 2, 1, 1];

/** What 1,000 users ask: each time another of them, so that only what and when matters. Sorted by time. */
export const questionsOf = (options: QuestionsOptions): readonly Question[] => {
  const { seed, count, from, days, environments, players, season } = options;
  const random = randomFrom(seed);
  const hours = Array.from({ length: days * 24 }, (_, index) => from + index * HOUR);
  const hour = weighted(hours, hours.map(busyness), random);
  const kind = weighted(KINDS, SHARES, random);
  const pick = weighted(players, zipfWeights(players.length), random);

  const pathOf = (asked: Kind): string => {
    const { id, name, team } = pick();
    switch (asked) {
      case 'stats':
        return `/v1/nfl/players/${id}/stats?season=${season}`;
      case 'search':
        return `/v1/nfl/players?name=${encodeURIComponent(name)}`;
      case 'player':
        return `/v1/nfl/players/${id}`;
      case 'roster':
        return `/v1/nfl/teams/${team}/roster`;
      case 'compare': {
        let other = pick();
        while (other.id === id) other = pick();
        return `/v1/nfl/compare?players=${id},${other.id}&season=${season}`;
      }
    }
  };

  return Array.from({ length: count }, (): Question => {
    const asked = kind();
    return {
      at: hour() + Math.floor(random() * HOUR),
      environment: 1 + Math.floor(random() * environments),
      kind: asked,
      path: pathOf(asked),
    };
  }).sort((a, b) => a.at - b.at);
};

const busyness = (hour: number): number => {
  const date = new Date(hour);
  return (HOURS[date.getUTCHours()] ?? 0) * (DAYS[date.getUTCDay()] ?? 0);
};
