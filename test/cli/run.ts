import { runCli } from '../../cli/run.ts';
import { createStyle } from '../../cli/draw/style.ts';
import type { Session, Variables } from '../../cli/session/session.ts';
import { toldFetch } from '../../cli/session/told-fetch.ts';
import { systemClock } from '../../lib/client/clock.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions extends Partial<Pick<Session, 'fetch' | 'clock'>> {
  readonly env?: Variables;
  /** Of a terminal that a person watches; undefined: nobody does. */
  readonly columns?: number | undefined;
}

const direct: Session['fetch'] = (url, init) => fetch(url, init);

/** No profile of this machine's is read. */
const NO_FILE = { STATLINE_CONFIG: '/nonexistent/statline/config.json' };

/**
 * Runs `statline WORDS` in this process.
 * @example const { code, out } = await runLine(['get', 'nfl/teams', '--url', served.url]);
 */
export const runLine = async (words: readonly string[], options: RunOptions = {}): Promise<Ran> => {
  const { env = {}, columns, fetch: send = direct, clock = systemClock } = options;
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(words, {
    terminal: {
      out: (text) => void out.push(`${text}\n`),
      err: (text) => void err.push(`${text}\n`),
      isOutTty: columns !== undefined,
      isErrTty: columns !== undefined,
      columns: columns ?? Infinity,
    },
    style: createStyle(false),
    env: { ...NO_FILE, ...env },
    fetch: toldFetch(send),
    clock,
    version: '0.0.0-test',
  });
  return { code, out: out.join(''), err: err.join('') };
};
