import {
  type GuardedRequest,
  type RequestGuard,
  type Upstream,
  type UpstreamCall,
  UpstreamError,
} from '../../sports/upstream/index.ts';
import { interceptUpstream, type AskedQuestion, type Question } from '../intercept.ts';
import { createBreaker, type AskedDocument, type Breaker, type Verdict } from './breaker.ts';
import { FAULTY_DOCUMENTS } from './health.ts';
import type { SharedNotes } from './notes.ts';
import { shortName } from './short-name.ts';
import { verdictOn } from './verdict.ts';

/** A breaker opened or closed by this environment. */
export interface BreakerChange {
  /** Host and kind of document: `site roster`. */
  readonly documents: string;
  readonly isOpen: boolean;
  /** When it opened (epoch ms). */
  readonly since: number;
}

export interface BreakersOptions {
  readonly notes: SharedNotes;
  readonly clock?: { now(): number };
  /** Until when (epoch ms) somebody waits for what is asked now; undefined: as long as it takes. */
  readonly waitLimit?: () => number | undefined;
  /** What a call rejects with whose answer is not to be expected in that time. */
  readonly tooSlow?: () => Error;
  /** Takes over what an answer does not wait for: what other environments are told. */
  readonly defer?: (work: Promise<unknown>) => void;
  readonly onChange?: (change: BreakerChange) => void;
}

interface Watched {
  readonly breaker: Breaker;
  readonly host: string;
  readonly kind: string;
}

interface Sent {
  readonly breaker: Breaker;
  readonly document: AskedDocument;
  readonly isProbe: boolean;
  readonly elapsed: number;
}

// A call may take 4 s.
const MAX_PROBE_MS = 5000;
const MAX_LONG_PROBE_MS = 32_000;
const LONG: ReadonlySet<Question> = new Set(['seasonTable']);

/**
 * The same upstream with a breaker for each host and kind of document. While a league's documents of a kind fail, calls for
 * them reject with `provider-unavailable` and are not sent, but for one at a time among all environments, which finds
 * out whether they are back. One document that always fails opens nothing.
 *
 * @example
 * const upstream = withBreakers(createEspnUpstream(options), { notes: createLocalNotes() });
 */
export const withBreakers = (upstream: Upstream, options: BreakersOptions): Upstream => {
  const {
    notes,
    clock = Date,
    waitLimit = () => undefined,
    tooSlow = () => new UpstreamError('timeout', 'No answer is to be expected in time'),
    defer = () => undefined,
    onChange = () => undefined,
  } = options;
  const watched = new Map<string, Watched>();

  const breakerOf = (host: string, what: Question): Breaker => {
    const documents = `${host} ${what}`;
    const known = watched.get(documents);
    if (known !== undefined) return known.breaker;
    // Where a host fails with other documents, or another host with these, one fault more is no chance.
    const isRelated = (other: Watched): boolean => other.host === host || other.kind === what;
    const isSuspect = (): boolean =>
      [...watched.values()].some((other) => other.breaker !== breaker && isRelated(other) && other.breaker.isOpen);
    const breaker = createBreaker({
      name: documents,
      notes,
      clock,
      threshold: () => (isSuspect() ? 1 : FAULTY_DOCUMENTS),
      probeLimit: LONG.has(what) ? MAX_LONG_PROBE_MS : MAX_PROBE_MS,
      onChange: (isOpen, since) => onChange({ documents, isOpen, since }),
    });
    watched.set(documents, { breaker, host, kind: what });
    return breaker;
  };

  const settle = ({ breaker, document, isProbe }: Omit<Sent, 'elapsed'>, verdict: Verdict): void =>
    defer(breaker.settle(document, verdict, isProbe));

  const guardOf = (asked: AskedQuestion, sent: Sent[]): RequestGuard => ({
    async request<T>({ host, document: path, charge }: GuardedRequest, send: () => Promise<T>): Promise<T> {
      const breaker = breakerOf(host, asked.what);
      const document = { league: asked.league, document: shortName(path) };
      const admit = async (): Promise<boolean> => {
        const admission = await breaker.admit(document, (waitLimit() ?? Number.POSITIVE_INFINITY) - clock.now());
        if (admission.kind === 'too-slow') throw tooSlow();
        if (admission.kind === 'refused') throw unavailable(asked, host, admission.retryAfter);
        return admission.isProbe;
      };
      let isProbe = await admit();
      try {
        await charge();
      } catch (error) {
        settle({ breaker, document, isProbe }, { kind: 'unasked' });
        throw error;
      }
      // The charge's answer has brought what other environments know.
      if (!isProbe) isProbe = await admit();
      const started = clock.now();
      try {
        const answer = await send();
        sent.push({ breaker, document, isProbe, elapsed: clock.now() - started });
        return answer;
      } catch (error) {
        const call = { elapsed: clock.now() - started, isGivenUp: asked.call.signal.aborted };
        settle({ breaker, document, isProbe }, verdictOn(error, call));
        throw error;
      }
    },
  });

  return interceptUpstream(upstream, async (ask, _what, asked) => {
    const sent: Sent[] = [];
    const call: UpstreamCall = { ...asked.call, guard: guardOf(asked, sent) };
    let failure: unknown;
    try {
      return await ask(call);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      // What was answered may still turn out to be another document than the one asked for: the last one.
      for (const [index, { elapsed, ...each }] of sent.entries()) {
        const isGarbage = index === sent.length - 1 && failure instanceof UpstreamError && failure.code === 'malformed';
        settle(each, isGarbage ? { kind: 'faulty' } : { kind: 'answered', elapsed });
      }
    }
  });
};

const unavailable = ({ what, league }: AskedQuestion, host: string, retryAfter: number): UpstreamError =>
  new UpstreamError('provider-unavailable', `${host} is not asked for a ${league} ${what}: it failed a moment ago`, {
    retryAfter,
  });
