import { traceFields } from './trace.ts';

/** The part of a structured logger that functions use. An `error` among the fields is written with its stack. */
export interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

export interface LazyLog extends Log {
  /** Settles when every line is written. Never rejects. An environment is frozen when its answer has gone out. */
  settled(): Promise<void>;
}

/** Has every line say which request, message or run it was written for. */
export const tracedLog = (log: Log): Log => {
  const write =
    (level: keyof Log): Log['info'] =>
    (message, fields) => {
      log[level](message, { ...traceFields(), ...fields });
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};

/**
 * A logger that is loaded with its first line: an answer from a tier writes none. Lines keep their order, and say what
 * they were written for. Where the logger cannot be loaded, they go to `fallback`: what went wrong is not lost as well.
 *
 * @example const log = createLazyLog(async () => new (await import('@aws-lambda-powertools/logger')).Logger(), console);
 */
export const createLazyLog = (load: () => Promise<Log>, fallback: Log): LazyLog => {
  const waiting: ((log: Log) => void)[] = [];
  let loaded: Log | undefined;
  let loading: Promise<void> | undefined;

  const open = async (): Promise<void> => {
    const log = await load().catch(() => fallback);
    for (const line of waiting.splice(0)) line(log);
    loaded = log;
  };
  const write =
    (level: keyof Log): Log['info'] =>
    (message, fields) => {
      if (loaded !== undefined) {
        loaded[level](message, fields);
        return;
      }
      waiting.push((log) => log[level](message, fields));
      loading ??= open();
    };
  // What runs when the logger is there is not what ran when the line was written.
  const log = tracedLog({ info: write('info'), warn: write('warn'), error: write('error') });
  return { ...log, settled: async () => loading };
};
