export interface MovingClock {
  now(): number;
  /** To a moment, as `2026-11-22T18:00Z`. */
  set(moment: string): void;
  advance(milliseconds: number): void;
}

export const movingClock = (moment: string): MovingClock => {
  let time = Date.parse(moment);
  return {
    now: () => time,
    set: (next) => {
      time = Date.parse(next);
    },
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
};

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
