import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { CallCounter, Endpoint } from './calls.ts';
import { withChangedFields } from './documents/changed-fields.ts';
import { siteError } from './documents/errors.ts';
import { hollowed } from './documents/hollow.ts';
import { faultOf } from './faults.ts';
import { withOwnAddresses } from './pictures.ts';
import type { Hollow, Knobs } from './knobs.ts';
import type { Random } from './random.ts';
import type { Router } from './routes.ts';
import { bodyOf, send, type Body } from './sending.ts';

interface ProviderOptions {
  readonly route: Router;
  readonly calls: CallCounter;
  readonly knobs: () => Knobs;
  readonly random: Random;
  /** Ends waits when the server closes. */
  readonly signal: AbortSignal;
}

type Provider = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

/** Answers the provider's own addresses, or fails to, as the knobs have it. Every call is counted. */
export const createProvider = ({ route, calls, knobs, random, signal }: ProviderOptions): Provider => {
  // How often each one has been obeyed.
  const obeyed = new WeakMap<Hollow, number>();
  const hollowOf = ({ hollow }: Knobs, endpoint: Endpoint, address: string): Hollow | undefined => {
    const wanted = hollow.find(
      (each) =>
        each.endpoint === endpoint &&
        address.includes(each.of ?? '') &&
        (each.times === undefined || (obeyed.get(each) ?? 0) < each.times),
    );
    if (wanted !== undefined) obeyed.set(wanted, (obeyed.get(wanted) ?? 0) + 1);
    return wanted;
  };

  const large = keepLast<Body>(MAX_KEPT_BODIES);
  const dated = keepLast<string>(MAX_KEPT_TEXTS);
  return async (request, response, url) => {
    const asked = route(url);
    calls.count(asked.endpoint);
    // Drawn for every call, so that the n-th call fails or not whatever the others were.
    const luck = random();
    const now = knobs();
    if (now.latency > 0) await delay(now.latency, undefined, { signal });
    const fault = faultOf(now, { path: url.pathname, userAgent: request.headers['user-agent'], luck });
    if (fault !== undefined) calls.fail();
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'message') {
      await send(request, response, fault.message);
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      await send(request, response, { status: 405, body: JSON.stringify(siteError(405, 'Method Not Allowed')) });
      return;
    }
    const answer = asked.answer();
    const { status, version, timestamp } = answer;
    const address = `${url.pathname}${url.search}`;
    const hollow = status === 200 ? hollowOf(now, asked.endpoint, address) : undefined;
    const { host } = request.headers;
    const write = (): string => {
      const { document } = answer;
      const whole = hollow === undefined ? document : hollowed(asked.endpoint, document, hollow.form ?? 'list');
      const written = JSON.stringify(status === 200 ? withChangedFields(asked.endpoint, whole, now.fields) : whole);
      const text = host === undefined ? written : withOwnAddresses(written, `http://${host}`);
      return fault === undefined ? text : text.slice(0, text.length / 2);
    };
    const isAsMade = hollow === undefined && fault === undefined && now.fields.length === 0;
    const bodyOfVersion = (own: string): string | Body => {
      const name = `${host ?? ''} ${address}`;
      if (timestamp === undefined) return large(name, own, () => bodyOf(write()));
      return dated(name, own, write).replace(TIMESTAMP, `{"timestamp":"${timestamp}"`);
    };
    const body = version !== undefined && isAsMade ? bodyOfVersion(version) : write();
    await send(request, response, { status, body });
  };
};

const TIMESTAMP = /^\{"timestamp":"[^"]*"/;

// A season's table of a league has three pages; a run asks for those of two seasons at most.
const MAX_KEPT_BODIES = 8;
// Rosters: those of two leagues.
const MAX_KEPT_TEXTS = 64;

/** Keeps the last version of what is at each address, of the addresses that were asked for last. */
const keepLast = <T>(most: number) => {
  const kept = new Map<string, { readonly version: string; readonly made: T }>();
  return (address: string, version: string, make: () => T): T => {
    const before = kept.get(address);
    const made = before?.version === version ? before.made : make();
    kept.delete(address);
    kept.set(address, { version, made });
    for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
    return made;
  };
};
