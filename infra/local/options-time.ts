import { OptionError, quoted } from './options-values.ts';
import type { StackTrade } from './stack/providers.ts';

// A date, or a date and time with a zone: without a zone it would mean another moment on another machine.
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Epoch milliseconds of an ISO 8601 moment. */
export const moment = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (!MOMENT.test(text) || Number.isNaN(time)) {
    throw new OptionError(`${name} must be a moment such as 2026-11-10T20:00Z, not ${quoted(text)}`);
  }
  return time;
};

/** `nfl:4361423:KC` or `nfl:T.J. Watt:none`, optionally followed by `@` and the moment of the trade. */
export const trade = (text: string): StackTrade => {
  const [, what = '', at] = /^([^@]*)(?:@(.*))?$/s.exec(text) ?? [];
  const [, league, athlete, to] = /^([^:]{1,40}):([^:]{1,100}):([^:]{1,20})$/.exec(what) ?? [];
  if (league === undefined || athlete === undefined || to === undefined) {
    throw new OptionError(
      `--trade must be LEAGUE:PLAYER:TEAM or LEAGUE:PLAYER:TEAM@MOMENT, such as nfl:4361423:KC, not ${quoted(text)}`,
    );
  }
  return { league, athlete, to: to === 'none' ? null : to, at: moment('--trade', at) };
};
