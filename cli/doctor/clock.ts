import { fault, notChecked, ok, warning, type Finding } from './finding.ts';

/** One answer, as this machine's clock and the answer's `Date` have it. Epoch ms. */
export interface ClockReading {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly date: number;
}

// `Date` has whole seconds, and an answer is on its way for a while.
const TOLERANCE_MS = 5000;
// AWS refuses signatures that are five minutes old; ages and waits are wrong long before.
const MAX_SKEW_MS = 60_000;

/** This machine's clock beside the service's. `functionNow` is epoch ms: what the function itself takes the time for. */
export const checkClock = (reading: ClockReading | undefined, functionNow: number | undefined): readonly Finding[] => {
  if (reading === undefined) {
    return [notChecked('clock', 'No answer had a date', 'Compare this machine’s clock with another')];
  }
  const { sentAt, receivedAt, date } = reading;
  // In the middle of the second that `Date` names.
  const skew = (sentAt + receivedAt) / 2 - (date + 500);
  const own = Math.abs(skew) <= TOLERANCE_MS ? ok('clock', 'agrees with the service') : ownSkew(skew);
  const theirs = functionNow === undefined ? 0 : functionNow - date;
  if (Math.abs(theirs) <= MAX_SKEW_MS) return [own];
  return [
    own,
    warning(
      'clock',
      `The functions take it to be ${new Date(date + theirs).toISOString()}, ${durationOf(theirs)} ${theirs > 0 ? 'ahead' : 'behind'}`,
      'So it is in a local stack with --start, --speed or a scene; elsewhere ages and windows are wrong',
    ),
  ];
};

const ownSkew = (skew: number): Finding => {
  const says = `This machine is ${durationOf(skew)} ${skew > 0 ? 'ahead of' : 'behind'} the service`;
  const advice = 'Set it by a time server (timedatectl set-ntp true)';
  return Math.abs(skew) > MAX_SKEW_MS ? fault('clock', says, advice) : warning('clock', says, advice);
};

const durationOf = (ms: number): string => {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
};
