import type { LeagueFacts } from '../leagues.ts';
import type { Counts, SeasonRow } from '../model.ts';
import { randomOf } from '../random.ts';

/** What a player did in one game, by count group. */
export type GameCounts = SeasonRow['counts'];

interface Lines {
  /** After the games before this one, and after it too. */
  readonly before: GameCounts;
  readonly after: GameCounts;
  /** Its id. */
  readonly game: string;
}

/** What a line has gained with one game. */
export const lineDifference = (league: LeagueFacts, { before, after, game }: Lines): GameCounts =>
  Object.fromEntries(
    Object.entries(after).map(([group, counts]) => {
      const facts = league.groups.find(({ name }) => name === group);
      const random = randomOf(`${game} ${group}`);
      return [
        group,
        Object.fromEntries(
          Object.entries(counts).map(([name, value]) => {
            const was = before[group]?.[name] ?? 0;
            const luck = random();
            if (value === null) return [name, null];
            if (facts?.rates.has(name) === true) return [name, rateOf(value, luck)];
            if (facts?.best.has(name) === true) return [name, value > was ? value : Math.floor(value * luck)];
            return [name, value - was];
          }),
        ),
      ];
    }),
  );

// A game is not the season: some are better.
const rateOf = (value: number, luck: number): number => Math.round(Math.min(100, value * (0.6 + luck * 0.8)) * 10) / 10;

/** What others are a part of: no yards without an attempt. */
const LEADS: Readonly<Record<string, string>> = {
  passing: 'passingAttempts',
  rushing: 'rushingAttempts',
  receiving: 'receivingTargets',
  defensive: 'totalTackles',
  kicking: 'extraPointAttempts',
  punting: 'punts',
};

/** A season's row, spread over its games so that they add up to it. */
export const splitRow = (league: LeagueFacts, row: SeasonRow, games: readonly string[]): readonly GameCounts[] => {
  const perGame = games.map((): Record<string, Counts> => ({}));
  for (const [group, counts] of Object.entries(row.counts)) {
    const facts = league.groups.find(({ name }) => name === group);
    const weights = games.map((game) => 0.4 + randomOf(`${game} ${group}`)());
    const lead = LEADS[group] ?? '';
    const leads = spread(counts[lead] ?? 0, weights);
    const parts = sumOf(leads) > 0 ? leads : weights;
    const catches = group === 'receiving' ? spread(counts.receptions ?? 0, parts) : [];
    for (const [index, game] of games.entries()) {
      const random = randomOf(`${game} ${group} best`);
      const isBest = index === largest(parts);
      perGame[index] = {
        ...perGame[index],
        [group]: Object.fromEntries(
          Object.entries(counts).map(([name, value]) => {
            const luck = random();
            if (value === null) return [name, null];
            if (name === 'gamesPlayed') return [name, 1];
            if (name === lead) return [name, leads[index] ?? 0];
            if (facts?.rates.has(name) === true) return [name, rateOf(value, luck)];
            if (facts?.best.has(name) === true) return [name, isBest ? value : Math.floor(value * luck)];
            if (name === 'assistTackles') {
              return [name, (leads[index] ?? 0) - (spread(counts.soloTackles ?? 0, parts)[index] ?? 0)];
            }
            const share = sumOf(catches) > 0 && name !== 'receptions' ? catches : parts;
            return [name, spread(value, share)[index] ?? 0];
          }),
        ),
      };
    }
  }
  return perGame;
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const largest = (values: readonly number[]): number => values.indexOf(Math.max(...values));

/** A count in parts like these; half sacks stay halves. */
const spread = (total: number, parts: readonly number[]): readonly number[] => {
  const whole = sumOf(parts);
  const unit = Number.isInteger(total) ? 1 : 0.5;
  let gone = 0;
  let given = 0;
  return parts.map((part, index) => {
    gone += part;
    const due = index === parts.length - 1 ? total : Math.round((total * gone) / whole / unit) * unit;
    const own = due - given;
    given = due;
    return own;
  });
};
