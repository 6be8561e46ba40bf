import type { Found } from '../../cache/index.ts';
import type { PlayerId } from '../model/index.ts';

/**
 * Whether somebody who got this answer makes a prediction worth its command. What is held fresh because it was asked for
 * or warmed led to one when it was loaded, or needs none; what a prediction has loaded leads to the next.
 */
export const leadsOn = ({ served, entry }: Pick<Found<unknown>, 'served' | 'entry'>): boolean =>
  served.by === 'upstream' || served.state !== 'fresh' || entry.loadReason === 'predict';

/** The player, and whether their answer was loaded for this question: as predictions are asked for. */
export const leadFrom = (
  id: PlayerId,
  { served }: Pick<Found<unknown>, 'served'>,
): { readonly players: readonly PlayerId[]; readonly loaded: readonly PlayerId[] } => ({
  players: [id],
  loaded: served.by === 'upstream' ? [id] : [],
});
