/** Shifts every `Date` that means "now". */
export interface ShiftedDate {
  /** Sets the offset from this machine's time, in ms. */
  readonly shift: (offset: number) => void;
  /** The shifted constructor. */
  readonly Date: DateConstructor;
}

/**
 * A `Date` that runs at the machine's pace with an offset. Only reading the current time differs: dates made from a
 * number, and dates of the original constructor, are the same.
 */
export const createShiftedDate = (original: DateConstructor, initial: number): ShiftedDate => {
  let offset = initial;
  const now = (): number => original.now() + offset;
  const shifted = new Proxy(original, {
    construct: (target, args: unknown[], newTarget): object =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    // Called without `new` it answers text, whatever it is given.
    apply: (target) => new target(now()).toString(),
    get: (target, name, receiver): unknown => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
  return {
    Date: shifted,
    shift: (next) => {
      offset = next;
    },
  };
};

/** Replaces the global one. A module that stored `Date.now` before keeps the machine's time. */
export const installShiftedDate = (initial: number): ShiftedDate => {
  const shifted = createShiftedDate(Date, initial);
  globalThis.Date = shifted.Date;
  // Libraries copy a date by its constructor.
  Object.defineProperty(shifted.Date.prototype, 'constructor', { value: shifted.Date, writable: true });
  return shifted;
};
