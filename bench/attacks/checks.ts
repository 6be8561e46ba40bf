/** Compares what was counted with what is right, a line each. */
export interface Checks {
  readonly check: Check;
  /** Whether all that was checked so far was right. */
  readonly met: () => boolean;
}

export type Check = (what: string, seen: number, right: number) => void;

export const createChecks = (print: (text: string) => void): Checks => {
  let met = true;
  return {
    check(what, seen, right) {
      met &&= seen === right;
      print(`${what.padEnd(72)}${String(seen).padStart(8)}  ${seen === right ? 'met' : `SHORT: ${right}`}\n`);
    },
    met: () => met,
  };
};
