/** The exponent with which a cost grows, over all sizes but 0 (least squares of the logarithms). 0: constant, 1: linear. */
export const exponentOf = (sizes: readonly number[], costs: readonly number[]): number => {
  const points = sizes.flatMap((size, at) => {
    const cost = costs[at] ?? 0;
    return size > 0 && cost > 0 ? [[Math.log(size), Math.log(cost)] as const] : [];
  });
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (product: (point: readonly [number, number]) => number): number =>
    points.reduce((total, point) => total + product(point), 0);
  return sum(([a, b]) => (a - x) * (b - y)) / sum(([a]) => (a - x) ** 2);
};

type Cell = number | string;

/** Nothing grows where there is no cost. */
const told = (sign: string, figure: string): string => (figure === 'NaN' ? '' : sign + figure);

/** How each cost grows, and under it what it is at each size. `costs`: by name, one for each size. */
export const curveTable = (
  sizeName: string,
  sizes: readonly number[],
  costs: Readonly<Record<string, readonly number[]>>,
): readonly Readonly<Record<string, Cell>>[] => {
  const row = (first: Cell, cell: (each: readonly number[]) => Cell): Readonly<Record<string, Cell>> => ({
    [sizeName]: first,
    ...Object.fromEntries(Object.entries(costs).map(([name, each]) => [name, cell(each)])),
  });
  const last = sizes.length - 1;
  const times = (sizes[last] ?? 0) / (sizes[last - 1] ?? 0);
  return [
    row('grows by', (each) => told('^', exponentOf(sizes, each).toFixed(2).replace('-0.00', '0.00'))),
    row(`last step, x ${rounded(times)}`, (each) =>
      told('x ', String(rounded((each[last] ?? 0) / (each[last - 1] ?? 0)))),
    ),
    ...sizes.map((size, at) => row(size, (each) => rounded(each[at] ?? Number.NaN))),
  ];
};

export const rounded = (value: number): number => Number(value.toPrecision(3));

const now = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/**
 * Microseconds of CPU that one call takes: of several rounds, in which the subjects take turns, the least, because a busy
 * machine only ever adds to it.
 */
export const cpuOf = async (
  subjects: readonly (() => unknown)[],
  { rounds, calls }: { readonly rounds: number; readonly calls: number },
): Promise<readonly number[]> => {
  const least = subjects.map(() => Infinity);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, subject] of subjects.entries()) {
      const began = now();
      for (let call = 0; call < calls; call += 1) {
        const result = subject();
        // What answers at once is not made to wait for a turn.
        if (result instanceof Promise) await result;
      }
      // The first round compiles.
      if (round > 0) least[at] = Math.min(least[at] ?? Infinity, (now() - began) / calls);
    }
  }
  return least;
};
