import { checkOptions } from '../../lib/client/check-options.ts';
import type { Exchange } from '../../lib/client/exchange.ts';
import { timedOut } from '../../lib/client/exchange.ts';
import { createFlight } from '../../lib/client/flight.ts';
import { createTransport } from '../../lib/client/transport.ts';
import { UsageError } from '../exit-codes.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** A deployment, asked by the client's own transport: nothing hangs, and bodies have a bound. */
export interface Api {
  readonly url: string;
  get(path: string, options?: ApiCall): Promise<Exchange>;
  /** Is sent once, whatever comes of it. */
  post(path: string, body: unknown, options?: ApiCall): Promise<Exchange>;
}

interface ApiCall {
  /** Milliseconds, instead of the command line's. */
  readonly timeout?: number;
}

export interface ApiOptions {
  /** Milliseconds. */
  readonly timeout: number;
  /** Of a GET. */
  readonly retries?: number;
}

export const openApi = (
  { url, key, urlFrom, keyFrom }: Target,
  { fetch, clock }: Pick<Session, 'fetch' | 'clock'>,
  { timeout: usual, retries = 2 }: ApiOptions,
): Api => {
  if (!URL.canParse(url)) throw new UsageError(`${JSON.stringify(url)} is no address (from ${urlFrom})`);
  const transportWith = (tries: number) => {
    try {
      return createTransport(checkOptions({ url, key, fetch, clock, timeout: usual, retries: tries }));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      const from = error.message.startsWith('key') ? (keyFrom ?? '') : urlFrom;
      throw new UsageError(`${error.message} (from ${from})`);
    }
  };
  const patient = transportWith(retries);
  const once = transportWith(0);
  return {
    url,
    get: (path, { timeout = usual } = {}) => patient.get({ path }, { timeout }),
    post: (path, body, { timeout = usual } = {}) => {
      const flight = createFlight<Exchange>(clock, () => undefined);
      const answer = flight.join({ timeout }, () => timedOut(timeout));
      flight.start(once.send({ path, body }, flight));
      return answer;
    },
  };
};
