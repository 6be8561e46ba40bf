import { readAthlete as readAnyAthlete, type Athlete } from '../shapes/athlete.ts';
import { textAt } from '../shapes/read.ts';

/** ESPN's athlete. A position that is plain text names his unit here ("offense"), which is no position. */
export const readAthlete = (json: unknown): Athlete | undefined => {
  const athlete = readAnyAthlete(json);
  return athlete && { ...athlete, position: textAt(json, 'position', 'abbreviation') };
};
