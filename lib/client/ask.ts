import { checkCall } from './check-options.ts';
import type { ClientClock } from './clock.ts';
import type { Exchange } from './exchange.ts';
import type { Asker } from './flight.ts';
import { interpret } from './interpret.ts';
import type { CallOptions } from './options.ts';
import { pairsIn, pathOf, type Query } from './path.ts';
import type { Invalid } from './results.ts';
import type { ResultOf, Route } from './routes.ts';
import type { Transport } from './transport.ts';

export interface Question<R extends Route> {
  readonly route: R;
  /** For people: `nfl stats of mahomes`. */
  readonly what: string;
  /** Of the path, behind `/v1`. */
  readonly segments: readonly string[];
  /** What the question is about, where that is no part of the path. */
  readonly subject?: Query | undefined;
  /** How long it may take, and what else the query holds. */
  readonly options: CallOptions | undefined;
}

export interface Ask {
  /** By a request of its own, which the same questions of the same time share. */
  alone<R extends Route>(question: Question<R>): Promise<ResultOf<R>>;
  /** By a request that serves others too. */
  by<R extends Route>(
    question: Pick<Question<R>, 'route' | 'what' | 'options'>,
    send: (asker: Asker) => Promise<Exchange>,
  ): Promise<ResultOf<R>>;
}

export interface AskOptions {
  readonly transport: Transport;
  readonly clock: ClientClock;
  /** Milliseconds, of a question that names none. */
  readonly timeout: number;
}

export const createAsk = ({ transport, clock, timeout: usual }: AskOptions): Ask => {
  const by: Ask['by'] = async ({ route, what, options = {} }, send) => {
    checkCall(options);
    const { signal, timeout = usual } = options;
    signal?.throwIfAborted();
    return interpret(await send({ signal, timeout }), { route, asked: askedOf(what, options) }, clock.now());
  };
  return {
    by,
    alone: (question) => {
      const { segments, subject, options } = question;
      const request = { path: pathOf(segments, { ...subject, ...queryOf(options) }), wait: options?.wait };
      return by(question, (asker) => transport.get(request, asker));
    },
  };
};

const OWN_OPTIONS = ['signal', 'timeout', 'wait'];

/** The options that the API takes are named as the API names them. */
const queryOf = (options: CallOptions = {}): Query =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !OWN_OPTIONS.includes(name)));

/** `nfl stats of mahomes, season 2024` */
export const askedOf = (what: string, options: CallOptions | undefined): string =>
  [what, ...pairsIn(queryOf(options), (name, value) => `${name} ${value}`)].join(', ');

/** What the API takes as a name at the most. */
const MAX_NAME_CHARACTERS = 100;

/**
 * What is wrong with a text that goes into a path, or shares a batch with others; undefined: nothing is. All the rest is
 * for the service to say.
 */
export const textFault = (field: string, text: string): Pick<Invalid, 'field' | 'detail'> | undefined =>
  // Dots alone lead elsewhere.
  /^\.*$/.test(text) || text.length > MAX_NAME_CHARACTERS
    ? { field, detail: `${field} must be an id or a name of ${MAX_NAME_CHARACTERS} characters at most` }
    : undefined;

/** The result of a question that need not be sent. */
export const invalid = (asked: string, fault: Pick<Invalid, 'field' | 'detail'>): Invalid => ({
  kind: 'invalid',
  asked,
  ...fault,
  code: null,
  requestId: null,
  suggestions: [],
});
