import { tzOffset } from '@date-fns/tz/tzOffset';
import { hours, minutes } from '../../cache/index.ts';
import type { Wall } from './eastern-time.ts';

// The leagues' offices keep New York's time, and so does the provider.
const ZONE = 'America/New_York';
const DAYLIGHT = hours(4);
const STANDARD = hours(5);

const behind = (instant: number): number => -minutes(tzOffset(ZONE, new Date(instant)));

/** The instant (epoch ms) at which New York's clocks show this. The hour that comes twice in November is its first. */
export const instantOf = (wall: Wall): number => {
  const daylight = wall + DAYLIGHT;
  return behind(daylight) === DAYLIGHT ? daylight : wall + STANDARD;
};

/** What New York's clocks show at an instant (epoch ms). */
export const wallOf = (instant: number): Wall => instant - behind(instant);
