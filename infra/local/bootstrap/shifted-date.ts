/** Makes every `Date` that means "now" tell another time. */
export interface ShiftedDate {
  /** Milliseconds from this machine's time, from now on. */
  readonly shift: (offset: number) => void;
  /** For what has taken `Date` itself. */
  readonly Date: DateConstructor;
}

/**
 * A `Date` that runs at the machine's pace, so many milliseconds away from it. Only what asks for the time sees a
 * difference: a date made from a number, and a date of the original constructor, are the same dates.
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

/** Puts it in the place of the global one. What was imported before and took `Date.now` keeps the machine's time. */
export const installShiftedDate = (initial: number): ShiftedDate => {
  const shifted = createShiftedDate(Date, initial);
  globalThis.Date = shifted.Date;
  // Libraries copy a date by its constructor.
  Object.defineProperty(shifted.Date.prototype, 'constructor', { value: shifted.Date, writable: true });
  return shifted;
};
