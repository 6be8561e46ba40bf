import type { StatUnit } from '../model/index.ts';

/** What decides how a value is written: the stat's name, and its unit where the glossary has one. */
export interface DisplayedStat {
  readonly name: string;
  readonly unit?: StatUnit | undefined;
}

/**
 * A stat's value as people write it: `3,928`, `67.5 %`, `.294`, `6:12`. For a unit that the glossary does not know,
 * whole numbers have no decimals and others up to two.
 *
 * @example
 * displayStat(0.294, { name: 'avg', unit: 'fraction' }); // '.294'
 */
export const displayStat = (value: number, { name, unit }: DisplayedStat): string => {
  switch (unit) {
    case 'percent':
      return `${decimal(value, 1)} %`;
    case 'fraction':
      return decimal(value, 3).replace(/^(-?)0\./, '$1.');
    case 'seconds':
      return clock(value);
    case 'innings':
    case 'per-game':
    case 'rating':
      return decimal(value, 1);
    case 'rate':
      return decimal(value, TWO_DECIMALS.has(name) ? 2 : 1);
    case 'count':
      return SIGNED.has(name) && value > 0 ? `+${number(value, 1)}` : number(value, 1);
    case 'points':
    case 'yards':
    case 'minutes':
      return number(value, 1);
    case undefined:
      return number(value, 2);
  }
};

/** Rates of which the second decimal tells players apart. */
const TWO_DECIMALS: ReadonlySet<string> = new Set([
  'ERA',
  'WHIP',
  'catcherERA',
  'avgGoalsAgainst',
  'pitchesPerPlateAppearance',
  'walkToStrikeoutRatio',
  'rangeFactor',
  'scoringEfficiency',
  'shootingEfficiency',
]);

/** Differences: a plus says that more is meant than nothing. */
const SIGNED: ReadonlySet<string> = new Set(['plusMinus', 'goalDifferential', 'shotDifferential']);

/** Whole, or with as many decimals as it takes up to `most`. */
const number = (value: number, most: number): string => {
  const decimals = [...Array(most).keys()].find((few) => Math.abs(value - Number(value.toFixed(few))) < 1e-9);
  return decimal(value, decimals ?? most);
};

/** Rounded half away from zero, with a comma between thousands. Never `-0`. */
const decimal = (value: number, decimals: number): string => {
  const scale = 10 ** decimals;
  const rounded = (Math.round(Math.abs(value) * scale + 1e-9) / scale).toFixed(decimals);
  const [whole = '', ...fraction] = rounded.split('.');
  const sign = value < 0 && Number(rounded) !== 0 ? '-' : '';
  return [`${sign}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}`, ...fraction].join('.');
};

/** Minutes and seconds, however many minutes there are. */
const clock = (value: number): string => {
  const seconds = Math.round(Math.abs(value));
  const sign = value < 0 && seconds > 0 ? '-' : '';
  return `${sign}${decimal(Math.floor(seconds / 60), 0)}:${String(seconds % 60).padStart(2, '0')}`;
};
