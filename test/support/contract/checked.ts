import { gunzipSync } from 'node:zlib';
import type { ApiEvent } from '../../../functions/api/request/event.ts';
import { isRouteKey } from './matched.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { faultsOf, type SeenResponse } from './faults.ts';

/** How many responses have been checked in this worker, by route and status, and what was wrong with the latest. */
interface Checked {
  readonly counts: Map<string, number>;
  readonly faults: string[];
}

// Of the worker: modules may be loaded once for each of its files.
const HOME = Symbol.for('statline.checked-responses');
const home = globalThis as unknown as Record<symbol, Checked | undefined>;
const checked: Checked = (home[HOME] ??= { counts: new Map(), faults: [] });

/** The counts of this worker, by `status route`. */
export const checkedCounts = (): ReadonlyMap<string, number> => checked.counts;

/** What was wrong with responses since it was last asked for. */
export const takeFaults = (): readonly string[] => checked.faults.splice(0);

/** Checks a response of the function. The test that is under way fails at its end where it does not fit. */
export const check = (seen: SeenResponse): void => {
  const { status, method, routeKey, body } = seen;
  const faults = faultsOf(seen).map((fault) => `${method} ${routeKey}: ${fault}`);
  record(`${status} ${isRouteKey(routeKey) ? routeKey : NO_ROUTE}`, faults, body);
};

const NO_ROUTE = 'no route';
const MAX_SHOWN_CHARACTERS = 300;

/** Counts a response as checked, by `status route`. */
export const record = (key: string, faults: readonly string[], body: string): void => {
  checked.counts.set(key, (checked.counts.get(key) ?? 0) + 1);
  checked.faults.push(...faults.map((fault) => `${key}: ${fault}\n    ${body.slice(0, MAX_SHOWN_CHARACTERS)}`));
};

/** The same of a reply of the function itself. `isWhole`: of all its middleware. */
export const checkReply = (
  { routeKey, requestContext }: Pick<ApiEvent, 'routeKey' | 'requestContext'>,
  { statusCode, headers, body, isBase64Encoded }: Reply,
  { isWhole = false } = {},
): void => {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  check({
    routeKey,
    method: requestContext?.http?.method ?? 'GET',
    status: statusCode,
    headers,
    body: (headers['content-encoding'] === 'gzip' && bytes.length > 0 ? gunzipSync(bytes) : bytes).toString('utf8'),
    isWhole,
  });
};
