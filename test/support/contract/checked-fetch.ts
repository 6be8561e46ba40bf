import * as v from 'valibot';
import { check, record } from './checked.ts';
import { matchedRoute } from './matched.ts';

/** What the gateway itself answers with, which stands in front of the function. */
const GatewayProblem = v.strictObject({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.picklist([
    'bad-request',
    'body-too-large',
    'closed',
    'function-failed',
    'function-response-malformed',
    'function-timed-out',
    'gateway-timeout',
    'headers-too-large',
    'internal-error',
    'malformed-path',
    'no-such-environment',
    'no-such-scene',
    'request-timeout',
    'route-not-found',
    'scene-not-shown',
    'throttled',
    'too-many-requests',
  ]),
  detail: v.string(),
  field: v.exactOptional(v.string()),
});

/** Checks every response of the function that comes by way of a gateway on this machine. */
export const checkedFetch =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    // API Gateway's mark, and the local gateway's.
    if (response.headers.has('apigw-requestid')) await checkResponse(requestOf(input, init), response.clone());
    return response;
  };

interface Sent {
  readonly method: string;
  readonly pathname: string;
}

const requestOf = (input: Parameters<typeof fetch>[0], init: RequestInit | undefined): Sent => {
  const { url, method } = input instanceof Request ? input : { url: input, method: 'GET' };
  return { method: (init?.method ?? method).toUpperCase(), pathname: new URL(url).pathname };
};

const checkResponse = async ({ method, pathname }: Sent, response: Response): Promise<void> => {
  // Cut off, or given up: whoever asked sees it.
  const body = await response.text().catch(() => undefined);
  if (body === undefined) return;
  const headers = Object.fromEntries(response.headers);
  const { status } = response;
  // A page, a file of one, or the contract itself. Whoever tests them looks at them.
  if (status < 300 && (!isJson(headers['content-type']) || /^\/openapi\.json\/?$/.test(pathname))) return;
  // Messages of MCP, which its own client judges.
  if (pathname === '/mcp' && headers['content-type'] !== 'application/problem+json') return;
  // A function that is none of ours, behind the same gateway, has no such header.
  if (headers['server-timing']?.startsWith('total;') === true) {
    check({ routeKey: matchedRoute(method, pathname), method, status, headers, body, isWhole: true });
  } else if (headers['content-type'] === 'application/problem+json') {
    const { issues = [] } = v.safeParse(v.pipe(v.string(), v.parseJson(), GatewayProblem), body);
    const faults = issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
    record(`${status} gateway`, method === 'HEAD' ? [] : faults, body);
  }
};

const isJson = (type: string | undefined): boolean => type === undefined || type === 'application/json';
