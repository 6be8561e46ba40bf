import { createStyle } from '../../cli/draw/style.ts';
import { runCli } from '../../cli/run.ts';
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
  /** What is typed when a secret is asked for. */
  readonly secret?: string;
  /** Of a terminal that a person watches; undefined: nobody does. */
  readonly columns?: number | undefined;
}

/** No profile of this machine's is read. */
const NO_FILE = { STATLINE_CONFIG: '/nonexistent/statline/config.json' };

const direct: Session['fetch'] = (url, init) => fetch(url, init);

/** Runs something in a session whose words are kept. */
export const inSession = async (
  run: (session: Session) => Promise<number>,
  { env = {}, secret, columns, fetch: send = direct, clock = systemClock }: RunOptions = {},
): Promise<Ran> => {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run({
    terminal: {
      out: (text) => void out.push(`${text}\n`),
      err: (text) => void err.push(`${text}\n`),
      errPart: (text) => void err.push(text),
      isOutTty: columns !== undefined,
      isErrTty: columns !== undefined,
      errColumns: columns ?? Infinity,
      columns: columns ?? Infinity,
    },
    style: createStyle(false),
    env: { ...NO_FILE, ...env },
    fetch: toldFetch(send),
    clock,
    askSecret: () => (secret === undefined ? Promise.reject(new Error('nobody is asked')) : Promise.resolve(secret)),
    version: '0.0.0-test',
  });
  return { code, out: out.join(''), err: err.join('') };
};

/**
 * Runs `statline WORDS` in this process.
 * @example const { code, out } = await runLine(['get', 'nfl/teams', '--url', served.url]);
 */
export const runLine = (words: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  inSession((session) => runCli(words, session), options);
