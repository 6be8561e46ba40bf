import type { AthleteRecord } from '../../sports/upstream.ts';
import { readAthlete as readEspnAthlete } from '../espn/athlete-record.ts';
import { textAt } from '../espn/read.ts';

/** ESPN's athlete. A position that is plain text names his unit here ("offense"), which is no position. */
export const readAthlete = (json: unknown): Omit<AthleteRecord, 'teamId'> | undefined => {
  const athlete = readEspnAthlete(json);
  return athlete && { ...athlete, position: textAt(json, 'position', 'abbreviation') };
};
