/** Something that was promised, and what came of it. */
export interface Verdict {
  readonly promise: string;
  readonly measured: string;
  readonly met: boolean;
}

export const printVerdicts = (verdicts: readonly Verdict[]): string =>
  verdicts.map(({ promise, measured, met }) => `${met ? 'met  ' : 'SHORT'}  ${promise}: ${measured}\n`).join('');
