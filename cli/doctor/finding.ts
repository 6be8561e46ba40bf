export type FindingState = 'ok' | 'warning' | 'fault' | 'not checked';

/** What one check has found, and what to do about it. */
export interface Finding {
  readonly check: string;
  readonly state: FindingState;
  readonly says: string;
  readonly advice?: string;
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says });
export const warning = (check: string, says: string, advice: string): Finding => ({
  check,
  state: 'warning',
  says,
  advice,
});
export const fault = (check: string, says: string, advice: string): Finding => ({
  check,
  state: 'fault',
  says,
  advice,
});
export const notChecked = (check: string, says: string, advice: string): Finding => ({
  check,
  state: 'not checked',
  says,
  advice,
});
