import type { UpstreamCall } from '../../sports/upstream.ts';
import type { JsonAnswer } from '../http.ts';

/** One of ESPN's hosts; a path starts with a slash and brings its query. */
export type Ask = (path: string, call: UpstreamCall) => Promise<JsonAnswer>;
