import { combine } from '../espn/columns/column.ts';
import type { LeagueFacts } from '../espn/leagues.ts';
import type { SeasonRow } from '../espn/model.ts';

type Figures = readonly (readonly [name: string, shown: string])[];

// Figures of a defender that this provider has in categories of their own.
const OF_GENERAL = ['gamesPlayed', 'fumblesForced', 'fumblesRecovered', 'fumblesRecoveredYards'];
const OF_INTERCEPTIONS = ['interceptions', 'interceptionYards', 'interceptionTouchdowns'];

/** One season in numbers. It says neither whose it is nor which; several teams are one sum. */
export const statisticsDocument = (league: LeagueFacts, rows: readonly SeasonRow[]) => {
  const categories = league.categories.flatMap(({ name, group, columns }) => {
    const own = rows.map((row) => row.counts[group]).filter((counts) => counts !== undefined);
    const counted = league.groups.find((each) => each.name === group);
    if (own.length === 0 || counted === undefined) return [];
    const counts = combine(counted, own);
    return [{ name, figures: columns.flatMap((column) => apart(column.name, column.print(counts))) }];
  });
  const general = new Map(categories.flatMap(({ figures }) => only(figures, OF_GENERAL)));
  const interceptions = categories.flatMap(({ name, figures }) =>
    name === 'defensive' ? only(figures, OF_INTERCEPTIONS) : [],
  );
  return {
    statistics: {
      splits: {
        id: '0',
        name: 'All Splits',
        abbreviation: 'Any',
        type: 'total',
        categories: [
          ...(general.size > 0 ? [categoryDocument('general', [...general])] : []),
          ...categories.map(({ name, figures }) =>
            categoryDocument(name, without(figures, name === 'defensive' ? OF_INTERCEPTIONS : [])),
          ),
          ...(interceptions.length > 0 ? [categoryDocument('defensiveInterceptions', interceptions)] : []),
        ],
      },
    },
  };
};

/** `15-20` under a name such as `made-attempted` is two figures. */
const apart = (name: string, shown: string): Figures => {
  const names = name.split('-');
  const texts = names.length > 1 ? shown.split('-') : [shown];
  return names.map((each, place) => [each, texts[place] ?? ''] as const);
};

const only = (figures: Figures, names: readonly string[]): Figures => figures.filter(([name]) => names.includes(name));

const without = (figures: Figures, names: readonly string[]): Figures =>
  figures.filter(([name]) => !OF_GENERAL.includes(name) && !names.includes(name));

const categoryDocument = (name: string, figures: Figures) => ({
  name,
  stats: figures.flatMap(([stat, shown]) => {
    const value = Number(shown.replaceAll(',', ''));
    // A dash: nobody knows, and so it is not there.
    return shown === '' || Number.isNaN(value) ? [] : [{ name: stat, value, displayValue: shown }];
  }),
});
