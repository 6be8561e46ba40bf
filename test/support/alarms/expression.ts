/** One value for each period, oldest first; undefined: no data. */
export type Series = readonly (number | undefined)[];

type Names = ReadonlyMap<string, Series>;

/**
 * Metric math as CloudWatch documents it, as far as the alarms use it: numbers, `+ - * /`, comparisons, IF and FILL. What
 * has no data makes a result without data; so does a division by zero. Throws for anything else.
 *
 * @example evaluateExpression('100*FILL(failed,0)/all', new Map([['failed', [1]], ['all', [20]]]), 1)
 */
export const evaluateExpression = (text: string, names: Names, periods: number): Series => {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.join('') !== text.replace(/\s/g, '')) throw new Error(`not metric math that is known here: ${text}`);
  const rest = [...tokens];
  const take = (expected?: string): string => {
    const token = rest.shift();
    if (token === undefined || (expected !== undefined && token !== expected))
      throw new Error(`${expected ?? 'more'} was expected in ${text}`);
    return token;
  };
  const binary =
    (operators: ReadonlyMap<string, (a: number, b: number) => number>, operand: () => Series) => (): Series => {
      let left = operand();
      for (let apply = operators.get(rest[0] ?? ''); apply !== undefined; apply = operators.get(rest[0] ?? '')) {
        take();
        left = pointwise(left, operand(), apply);
      }
      return left;
    };
  const call = (name: string): Series => {
    const args: Series[] = [];
    do {
      take();
      args.push(compared());
    } while (rest[0] === ',');
    take(')');
    const [first = [], second = [], third = []] = args;
    if (name === 'FILL') return first.map((value, index) => value ?? second[index]);
    if (name !== 'IF') throw new Error(`${name} is no function that is known here`);
    return first.map((value, index) => (value === undefined ? undefined : (value === 0 ? third : second)[index]));
  };
  const primary = (): Series => {
    const token = take();
    if (token === '(') {
      const inner = compared();
      take(')');
      return inner;
    }
    if (/^\d/.test(token)) return Array.from({ length: periods }, () => Number(token));
    if (rest[0] === '(') return call(token);
    const series = names.get(token);
    if (series === undefined) throw new Error(`${token} is no metric of ${text}`);
    return series;
  };
  const compared = binary(COMPARISONS, binary(SUMS, binary(PRODUCTS, primary)));
  const result = compared();
  if (rest.length > 0) throw new Error(`${rest.join('')} was not expected in ${text}`);
  return result;
};

const TOKEN = /\d+(?:\.\d+)?|[A-Za-z_]\w*|>=|<=|==|!=|[<>+\-*/(),]/g;

const PRODUCTS = new Map([
  ['*', (a: number, b: number) => a * b],
  ['/', (a: number, b: number) => a / b],
]);
const SUMS = new Map([
  ['+', (a: number, b: number) => a + b],
  ['-', (a: number, b: number) => a - b],
]);
const COMPARISONS = new Map([
  ['>=', (a: number, b: number) => Number(a >= b)],
  ['<=', (a: number, b: number) => Number(a <= b)],
  ['==', (a: number, b: number) => Number(a === b)],
  ['!=', (a: number, b: number) => Number(a !== b)],
  ['>', (a: number, b: number) => Number(a > b)],
  ['<', (a: number, b: number) => Number(a < b)],
]);

const pointwise = (left: Series, right: Series, apply: (a: number, b: number) => number): Series =>
  left.map((a, index) => {
    const b = right[index];
    const result = a === undefined || b === undefined ? Number.NaN : apply(a, b);
    return Number.isFinite(result) ? result : undefined;
  });
