import type { Day } from '../schedule/days.ts';
import { dayOf, partsOf } from '../schedule/days.ts';

/** What `dates=` means: some days, a whole season, nothing that can be answered, or nobody asked. */
export type AskedDays =
  | { readonly kind: 'days'; readonly from: Day; readonly to: Day }
  | { readonly kind: 'season'; readonly year: number }
  | { readonly kind: 'refused' | 'current' };

/** `20261122`, `202611`, or `2026` for a season. A range of days is refused since September 2026. */
export const askedDays = (text: string | null): AskedDays => {
  if (text === null || text === '') return { kind: 'current' };
  const [, year = '', month, day] = /^(\d{4})(?:(\d\d)(\d\d)?)?$/.exec(text) ?? [];
  if (year === '') return { kind: 'refused' };
  if (month === undefined) return { kind: 'season', year: Number(year) };
  const from = dayOf(Number(year), Number(month), Number(day ?? 1));
  const parts = partsOf(from);
  // The thirteenth month and the thirtieth of February run over.
  if (parts.month !== Number(month) || parts.day !== Number(day ?? 1)) return { kind: 'refused' };
  return { kind: 'days', from, to: day === undefined ? dayOf(parts.year, parts.month + 1, 1) - 1 : from };
};
