import { EMPTY_LOG, type PurgeLog, type Scope, type Stamp } from '../cache/index.ts';

/**
 * A log as text: a header, then `scope stamp` lines that are only ever appended; the last one of a scope wins.
 * A text without the header is not a log: an append made it after the log itself had been evicted.
 */
const HEADER = '#1\n';
// Not a line, because it has no space.
const MARK = 'restoring-';
const LINE = /^([\x21-\x7e]{1,512}) ([\x21-\x7e]{1,512})$/;

/** Throws a RangeError for what would not come back as it was: one bad line makes the whole log unreadable. */
export const writeLines = (lines: Iterable<readonly [Scope, Stamp]>): string => {
  let text = '';
  for (const [scope, stamp] of lines) {
    const line = `${scope} ${stamp}`;
    if (!LINE.test(line)) throw new RangeError(`Not a scope and a stamp: ${JSON.stringify(line.slice(0, 80))}`);
    text += `${line}\n`;
  }
  return text;
};

export const writeLog = (log: PurgeLog): string => HEADER + writeLines(log);

/** Undefined for what is not a whole log. Half a log would vouch for what the other half has purged. */
export const readLog = (text: string): PurgeLog | undefined =>
  text.startsWith(HEADER) ? withLines(EMPTY_LOG, text.slice(HEADER.length)) : undefined;

/** Undefined where one of the lines cannot be read, or the last one was cut. */
const withLines = (before: PurgeLog, text: string): PurgeLog | undefined => {
  if (text !== '' && !text.endsWith('\n')) return undefined;
  const log = new Map(before);
  for (const line of linesOf(text)) {
    const [, scope, stamp] = LINE.exec(line) ?? [];
    if (scope === undefined || stamp === undefined) return undefined;
    log.set(scope, copyOf(stamp));
  }
  return log;
};

/**
 * Reads the logs of one store, which come with every answer and seldom change: what has not changed is the same log again,
 * and of a text that has grown only what was appended is read.
 */
export const createLogReader = (): ((namespace: string, text: string) => PurgeLog | undefined) => {
  const last = new Map<string, { readonly text: string; readonly log: PurgeLog }>();
  return (namespace, text) => {
    const before = last.get(namespace);
    if (before?.text === text) return before.log;
    const log =
      before !== undefined && text.startsWith(before.text)
        ? withLines(before.log, text.slice(before.text.length))
        : readLog(text);
    if (log !== undefined) last.set(namespace, { text, log });
    return log;
  };
};

/** What a pattern finds is a part of the text and keeps all of it in memory; entries keep stamps for as long as they live. */
const copyOf = (stamp: Stamp): Stamp => Buffer.from(stamp, 'latin1').toString('latin1');

/**
 * What can be read of a text that is not a whole log, on top of `log`: an append is newer than any copy. In a text that
 * was spoilt, what cannot be read may have been the later line: a scope about which the two disagree gets a new stamp.
 */
export const completeLog = (log: PurgeLog, text: string, newStamp: () => Stamp): PurgeLog => {
  const appended = new Map<Scope, Stamp>();
  const lines = linesOf(text.startsWith(HEADER) ? text.slice(HEADER.length) : text);
  let isSpoilt = !text.endsWith('\n');
  for (const line of lines) {
    const [, scope, stamp] = LINE.exec(line) ?? [];
    if (scope !== undefined && stamp !== undefined) appended.set(scope, stamp);
    else isSpoilt ||= !line.startsWith(MARK);
  }
  const whole = new Map(log);
  for (const [scope, stamp] of appended) {
    const isDisputed = isSpoilt && log.has(scope) && log.get(scope) !== stamp;
    whole.set(scope, isDisputed ? newStamp() : stamp);
  }
  return whole;
};

/** A text that a log is about to replace, and that appends go to meanwhile. `id`: no two are alike. */
export const markOf = (id: string): string => `${MARK}${id}\n`;

/** Whether both would come back from a log as they are. */
export const fitsLine = (scope: Scope, stamp: Stamp): boolean => LINE.test(`${scope} ${stamp}`);

/** Only what a line end closes. */
const linesOf = (text: string): readonly string[] => text.split('\n').slice(0, -1);
