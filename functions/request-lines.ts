import { isUnderWay, minutes, type Clock } from '../lib/cache/index.ts';
import { MCP_ROUTE_KEYS } from '../lib/http/mcp-routes.ts';
import { HttpProblem } from '../lib/http/problem.ts';
import { DEFAULT_ROUTE, PAGE_ROUTE, PREFLIGHT_ROUTE, ROUTE_KEYS } from '../lib/http/route-keys.ts';
import { findLeague } from '../lib/sports/leagues.ts';
import type { Log } from '../lib/telemetry/lazy-log.ts';
import { currentCost } from '../lib/telemetry/trace.ts';
import { servedAs, withoutRepeats } from '../lib/telemetry/usage/usage.ts';
import type { Replied, WriteRequestLine } from './middleware.ts';

// Loaded with the first line: an answer from a tier usually writes none.

// Whoever has no key, or a wrong one, must not fill the log. An environment's share of a minute.
const MAX_REFUSALS = 60;
const REFUSALS_FOR_MS = minutes(1);

export interface RequestLinesOptions {
  readonly log: Pick<Log, 'info'>;
  readonly clock: Clock;
}

/** A line has no header, no path, no query and no body: only words of ours, numbers, ids and the key's name. */
export const createRequestLines = ({ log, clock }: RequestLinesOptions): WriteRequestLine => {
  const admit = createAdmission(clock);
  return (replied, { coldStart, weight }) => {
    const isRefusal = replied.reply.statusCode < 500 && replied.event.servedFrom === undefined && isProblem(replied);
    const unlogged = isRefusal ? admit() : 0;
    if (unlogged === undefined) return;
    log.info('request', {
      ...askedOf(replied),
      ...answeredWith(replied),
      ...(coldStart && { coldStart }),
      // Those that were not logged before it count with it.
      weight: weight + unlogged,
    });
  };
};

/** Says how many lines were left out before this one; undefined: this one is left out as well. */
const createAdmission = (clock: Clock): (() => number | undefined) => {
  let until = -Infinity;
  let written = 0;
  let unlogged = 0;
  return () => {
    const now = clock.now();
    if (!isUnderWay(until, REFUSALS_FOR_MS, now)) {
      until = now + REFUSALS_FOR_MS;
      written = 0;
    }
    if (written >= MAX_REFUSALS) {
      unlogged += 1;
      return undefined;
    }
    written += 1;
    const before = unlogged;
    unlogged = 0;
    return before;
  };
};

const isProblem = ({ reply }: Replied): boolean => reply.statusCode >= 400;

type Fields = Readonly<Record<string, unknown>>;

const ROUTES_KNOWN: ReadonlySet<string> = new Set([
  ...ROUTE_KEYS,
  ...MCP_ROUTE_KEYS,
  DEFAULT_ROUTE,
  PREFLIGHT_ROUTE,
  PAGE_ROUTE,
]);

// A UUID, or an id of API Gateway's. Nothing else that may stand in the header: it may be a key.
const REQUEST_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{15}=)$/i;

const askedOf = ({ event: { routeKey = '', pathParameters, headers, caller } }: Replied): Fields => {
  const league = findLeague(pathParameters?.league ?? '')?.id;
  const forwarded = headers?.['x-request-id'];
  return {
    route: ROUTES_KNOWN.has(routeKey) ? routeKey : 'other',
    ...(league !== undefined && { league }),
    ...(caller !== undefined && { caller: caller.name }),
    // Of whoever asked in between, the function `mcp` for one.
    ...(forwarded !== undefined && REQUEST_ID.test(forwarded) && { forwarded }),
  };
};

const answeredWith = ({ event: { servedFrom, madeOf }, reply, error, elapsed }: Replied): Fields => {
  const { calls, ms } = currentCost();
  const entries = withoutRepeats(madeOf?.entries ?? []);
  return {
    status: reply.statusCode,
    ...(error instanceof HttpProblem && { problem: error.code, ...reasonOf(error) }),
    ...(servedFrom !== undefined && { served: servedFrom }),
    ...(entries.length > 0 && { entries: entries.length, outcomes: outcomesOf(entries) }),
    ...(madeOf !== undefined && madeOf.failed > 0 && { failed: madeOf.failed }),
    ...(calls > 0 && { calls }),
    ms: { total: elapsed, ...Object.fromEntries(ms) },
  };
};

/** Why the provider could not be asked: one of the words that the answer has. */
const reasonOf = ({ details: { extra = {} } }: HttpProblem): Fields =>
  'reason' in extra ? { reason: extra.reason } : {};

/** How many entries each tier had, and how many were stale, missed, joined another's load or absent. */
const outcomesOf = (entries: ReturnType<typeof withoutRepeats>): Fields => {
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const entry of entries) {
    count(servedAs(entry).replace('hit.', ''));
    if (entry.kind === 'absent') count('absent');
  }
  return Object.fromEntries(counts);
};
