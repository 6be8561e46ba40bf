import type { Observer } from '../cache/index.ts';
import { isNoteworthy } from './noteworthy.ts';
import { traceFields } from './trace.ts';

/** The part of a structured logger that functions use. An `error` among the fields is written with its stack. */
export interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

export interface LazyLog extends Log {
  /** Logs what `logEvents` logs of the cache. */
  readonly observe: Observer;
  /** Settles when every line is written. Never rejects. An environment is frozen when its answer has gone out. */
  settled(): Promise<void>;
}

/** Has every line say which request, message or run it was written for. */
export const tracedLog = (log: Log, fieldsOf = traceFields): Log => {
  const write =
    (level: keyof Log): Log['info'] =>
    (message, fields) => {
      log[level](message, { ...fieldsOf(), ...fields });
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};

/** Writes to the logger, once it is there. */
type Line = (log: Log, events: (log: Log) => Observer) => void;

/**
 * A logger that is loaded with its first line, with what words the events of the cache: an answer from a tier writes
 * none. Lines keep their order, and say what they were written for. Where the logger cannot be loaded, they go to
 * `fallback`: what went wrong is not lost as well.
 *
 * @example const log = createLazyLog(async () => new (await import('@aws-lambda-powertools/logger')).Logger(), console);
 */
export const createLazyLog = (load: () => Promise<Log>, fallback: Log): LazyLog => {
  const waiting: Line[] = [];
  let loaded: Parameters<Line> | undefined;
  let loading: Promise<void> | undefined;

  const open = async (): Promise<void> => {
    const loadEvents = import('./log-events.ts').then(({ logEvents }) => logEvents);
    const [log, events] = await Promise.all([load().catch(() => fallback), loadEvents.catch(() => kindsOnly)]);
    for (const line of waiting.splice(0)) line(log, events);
    loaded = [log, events];
  };
  const use = (line: Line): void => {
    if (loaded !== undefined) {
      line(...loaded);
      return;
    }
    waiting.push(line);
    loading ??= open();
  };
  const write =
    (level: keyof Log): Log['info'] =>
    (message, fields) =>
      use((log) => log[level](message, fields));
  // What runs when the logger is there is not what ran when the line was written.
  const log = tracedLog({ info: write('info'), warn: write('warn'), error: write('error') });
  return {
    ...log,
    observe(event) {
      if (!isNoteworthy(event)) return;
      const fields = traceFields();
      use((plain, events) => events(tracedLog(plain, () => fields))(event));
    },
    settled: async () => loading,
  };
};

/** What is left to say of events where what words them cannot be loaded. */
const kindsOnly =
  (log: Log): Observer =>
  ({ kind }) =>
    log.warn(kind, {});
