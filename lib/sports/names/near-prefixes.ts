/** A run of texts in their order, from `from` up to and without `to`. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Texts in their order, by their places. */
export interface SortedTexts {
  readonly length: number;
  readonly textAt: (place: number) => string;
}

/**
 * The runs of texts that begin like what was typed, up to `max` edits; two neighbours in the wrong order are one. The texts
 * are sorted, so those that begin alike are looked at together, and what is too far away is left with its first letters.
 * May contain texts that are a little further away, never lacks one that is not.
 *
 * @example
 * const texts = ['mahomes', 'mahoney', 'smith'];
 * nearPrefixes({ length: texts.length, textAt: (at) => texts[at] ?? '' }, 'mahomse', 2); // [{ from: 0, to: 2 }]
 */
export const nearPrefixes = ({ length, textAt }: SortedTexts, typed: string, max: number): readonly Run[] => {
  const runs: Run[] = [];

  /** The first from `low` on whose letter at `depth` is not `code`; all before it begin alike up to there. */
  const endOf = (code: number, depth: number, low: number, to: number): number => {
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (textAt(middle).charCodeAt(depth) === code) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /**
   * `row`: edits from the letters so far to each beginning of what was typed; `before`: the same a letter earlier, which
   * was `previous`.
   */
  const walk = (
    { from, to }: Run,
    depth: number,
    row: readonly number[],
    before: readonly number[],
    previous: number,
  ): void => {
    if ((row[typed.length] ?? Infinity) <= max) {
      runs.push({ from, to });
      return;
    }
    // A swap reaches back by two letters.
    if (Math.min(...row) > max && Math.min(...before) >= max) return;
    for (let start = from; start < to;) {
      const code = textAt(start).charCodeAt(depth);
      // The text ends here. It is too short, and those of its length stand first.
      if (Number.isNaN(code)) {
        start += 1;
        continue;
      }
      const end = endOf(code, depth, start, to);
      walk({ from: start, to: end }, depth + 1, nextRow(typed, row, before, { code, previous }), row, code);
      start = end;
    }
  };

  const first = Array.from({ length: typed.length + 1 }, (_, index) => index);
  walk({ from: 0, to: length }, 0, first, [], Number.NaN);
  return runs;
};

const nextRow = (
  typed: string,
  row: readonly number[],
  before: readonly number[],
  { code, previous }: { readonly code: number; readonly previous: number },
): readonly number[] => {
  const next = [(row[0] ?? 0) + 1];
  for (let index = 1; index <= typed.length; index += 1) {
    const letter = typed.charCodeAt(index - 1);
    const changed = (row[index - 1] ?? 0) + Number(letter !== code);
    let edits = Math.min(changed, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1);
    const isSwapped = index > 1 && letter === previous && typed.charCodeAt(index - 2) === code;
    if (isSwapped) edits = Math.min(edits, (before[index - 2] ?? Infinity) + 1);
    next.push(edits);
  }
  return next;
};
