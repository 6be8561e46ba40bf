import { HttpProblem } from './problem.ts';

/** How long a client can wait for an answer. */
export interface AskedWait {
  readonly seconds: number;
  /** It was a preference (RFC 7240), which the answer says was honoured. */
  readonly isPreference: boolean;
}

const MIN_WAIT_SECONDS = 0.1;
const MAX_WAIT_SECONDS = 10;
const WORDING = `wait must be a number of seconds from ${MIN_WAIT_SECONDS} to ${MAX_WAIT_SECONDS}`;

/** `?wait=2`, which must be right, before `Prefer: wait=2`, which is a wish. Undefined: as long as it takes. */
export const askedWait = (parameter: string | undefined, prefer: string | undefined): AskedWait | undefined => {
  if (parameter !== undefined) {
    const seconds = secondsIn(parameter);
    if (seconds === undefined || seconds < MIN_WAIT_SECONDS || seconds > MAX_WAIT_SECONDS) {
      throw new HttpProblem('invalid-parameter', WORDING, { field: 'wait' });
    }
    return { seconds, isPreference: false };
  }
  const [, text = ''] = /(?:^|,)\s*wait\s*=\s*"?([^",;\s]*)/i.exec(prefer ?? '') ?? [];
  const seconds = secondsIn(text);
  if (seconds === undefined) return undefined;
  return { seconds: Math.min(MAX_WAIT_SECONDS, Math.max(MIN_WAIT_SECONDS, seconds)), isPreference: true };
};

const secondsIn = (text: string): number | undefined =>
  /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Number(text) : undefined;
