import { latestBelievable } from '../../cache/index.ts';
import type { LeagueId, SeasonType } from '../model/index.ts';
import { MAX_CONFIRMED_AGE_MS } from '../stats/index.ts';
import { STORED_SHAPES } from './stored-shapes.ts';

/** One page of a season's table of every player. */
export interface SeasonTableOf {
  readonly league: LeagueId;
  readonly season: number;
  readonly type: SeasonType;
  /** One of the provider's `seasonTableGroups`. */
  readonly group: string;
  /** From 1. */
  readonly page: number;
}

/** That a page has been loaded, and how many there are. What was on it is in the stat lines it filled. */
export interface SeasonTableLoad {
  /** Pages of the group. */
  readonly pages: number;
  /** Stat lines that the page filled. */
  readonly filled: number;
  /** Epoch ms of the last load that filled every line on the page; later ones filled those of teams that had played. */
  readonly wholeAt: number;
  /** The shapes of what its load filled: entries of another shape are not there for this release. */
  readonly shapes: string;
}

/** The shapes of lines and of pages of leaders. */
export const FILLED_SHAPES = `${STORED_SHAPES.line} ${STORED_SHAPES.leaders}`;

/** Whether the page's load filled what this release reads. */
export const isFillReadable = ({ shapes }: SeasonTableLoad): boolean => shapes === FILLED_SHAPES;

/** Whether the lines of its last whole load are about to reach the age at which they are no longer confirmed. */
export const isWholeLoadDue = ({ wholeAt }: SeasonTableLoad, now: number): boolean =>
  !(now - wholeAt < MAX_CONFIRMED_AGE_MS.page && wholeAt <= latestBelievable(now));
