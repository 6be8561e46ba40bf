import { fixed } from './column.ts';

/** What the provider prints for a rate of nothing. */
export const NEVER = '--';

/** `.294`, and `1.000` above. */
export const baseballRate = (of: number | undefined, per: number | undefined): string =>
  of === undefined || !per ? NEVER : fixed(of / per, 3).replace(/^0\./, '.');

/** `178.2`: 178 innings and two outs. */
export const innings = (outs: number | null | undefined): string =>
  outs === null || outs === undefined ? NEVER : `${Math.floor(outs / 3)}.${outs % 3}`;

/** Per so many innings: an earned run average is per nine, a WHIP per one. */
export const perInnings = (of: number | undefined, outs: number | null | undefined, inningsEach: number): string =>
  of === undefined || !outs ? NEVER : fixed((of * inningsEach * 3) / outs, 2);
