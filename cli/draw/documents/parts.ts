import type { SeasonType } from '../../../lib/sports/model/index.ts';
import type { StatCategories } from '../../../lib/sports/model/index.ts';
import type { Block } from '../blocks.ts';

// What several answers have.

/** `2026-11-29 18:00 UTC` */
export const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** A game whose time is not known is on a day. */
export const gameTime = ({ date, timeValid }: { readonly date: string; readonly timeValid: boolean }): string =>
  timeValid ? moment(date) : `${date.slice(0, 10)}, time not known`;

export const seasonOf = (season: number | string, type: SeasonType): string =>
  type === 'regular' ? `${season}` : `${season}, ${type}`;

export const teamText = (team: { readonly abbreviation: string; readonly name?: string } | null): string =>
  team === null ? '-' : team.abbreviation;

/** `3,928`; what the provider has as `-` is one again. */
export const numberText = (value: number | null): string =>
  value === null ? '-' : value.toLocaleString('en-US', { maximumFractionDigits: 3 });

export const listText = (parts: readonly (string | null | undefined)[], separator = ' · '): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(separator);

/** `Pass Yds 3,928 · Pass TD 26` */
export const headlineText = (headline: readonly { readonly label: string; readonly display: string }[]): string =>
  headline.map(({ label, display }) => `${label} ${display}`).join(' · ');

export const categoryBlocks = (categories: StatCategories): readonly Block[] =>
  Object.entries(categories).map(([title, values]) => ({
    kind: 'grid',
    title,
    fields: Object.entries(values).map(([name, value]) => [name, numberText(value)] as const),
  }));
