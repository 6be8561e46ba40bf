/** The time of a whole stack: this machine's, moved and perhaps faster. Epoch milliseconds; it never goes back. */
export interface StackClock {
  readonly speed: number;
  now(): number;
  /** What to add to this machine's time to get to this clock's. */
  offset(): number;
  advance(milliseconds: number): void;
  /** Goes on to a moment; one that is past changes nothing. */
  set(moment: number): void;
}

export interface StackClockOptions {
  /** How many seconds pass here in one of this machine's. */
  readonly speed?: number;
  /** Where it begins, epoch milliseconds; by default now. */
  readonly start?: number | undefined;
  readonly machine?: { now(): number };
}

export const createStackClock = ({ speed = 1, start, machine = Date }: StackClockOptions = {}): StackClock => {
  const began = machine.now();
  let origin = start ?? began;

  const exactly = (): number => origin + (machine.now() - began) * speed;
  // Whole, as of any clock: an entry with half a millisecond in its times is one that nobody can read.
  const now = (): number => Math.floor(exactly());
  const advance = (milliseconds: number): void => {
    if (!(milliseconds >= 0 && Number.isFinite(milliseconds))) {
      throw new RangeError(`A clock cannot be advanced by ${milliseconds} ms`);
    }
    origin += milliseconds;
  };
  return {
    speed,
    now,
    offset: () => now() - machine.now(),
    advance,
    set: (moment) => {
      if (!Number.isFinite(moment)) throw new RangeError(`A clock cannot be set to ${moment}`);
      advance(Math.max(0, moment - exactly()));
    },
  };
};
