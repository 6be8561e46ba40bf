import { UsageError } from '../exit-codes.ts';
import { openApi, type Api } from './api.ts';
import type { Session } from './session.ts';
import { findTarget, type TargetOptions } from './target.ts';

const MAX_TIMEOUT_SECONDS = 600;

interface OpenOptions extends TargetOptions {
  readonly timeout?: string | undefined;
}

/** The deployment that a command line names. `usual` is the timeout in seconds of a line that names none. */
export const openTarget = async (options: OpenOptions, session: Session, usual = 10): Promise<Api> => {
  const timeout = timeoutOf(options.timeout, usual);
  return openApi(await findTarget(options, session.env), session, { timeout });
};

/** Milliseconds. `usual` is in seconds. */
export const timeoutOf = (text: string | undefined, usual: number): number =>
  (text === undefined ? usual : secondsIn(text)) * 1000;

const secondsIn = (text: string): number => {
  const seconds = /^\d{1,3}(\.\d)?$/.test(text) ? Number(text) : NaN;
  if (seconds >= 0.1 && seconds <= MAX_TIMEOUT_SECONDS) return seconds;
  throw new UsageError(`--timeout must be 0.1 to ${MAX_TIMEOUT_SECONDS} seconds`);
};
