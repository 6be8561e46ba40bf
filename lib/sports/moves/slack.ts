import { minutes } from '../../cache/index.ts';

/** Runs come by a timer that may be early or late: an hour is the sixth run from now, not the seventh. */
export const SLACK = minutes(2);
