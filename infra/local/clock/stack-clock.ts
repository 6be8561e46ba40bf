/** The clock of a whole stack: this machine's, shifted and perhaps faster. Epoch ms; it never goes back. */
export interface StackClock {
  readonly speed: number;
  now(): number;
  /** What to add to this machine's time to get this clock's, in ms. */
  offset(): number;
  advance(milliseconds: number): void;
  /** Moves on to a moment; one in the past changes nothing. */
  set(moment: number): void;
}

export interface StackClockOptions {
  /** How many times faster than this machine's clock this one runs. */
  readonly speed?: number;
  /** The first moment, epoch ms; by default now. */
  readonly start?: number | undefined;
  readonly machine?: { now(): number };
}

export const createStackClock = ({ speed = 1, start, machine = Date }: StackClockOptions = {}): StackClock => {
  const began = machine.now();
  let origin = start ?? began;

  const exactly = (): number => origin + (machine.now() - began) * speed;
  // Whole milliseconds: the codec rejects an entry whose times have fractions.
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
