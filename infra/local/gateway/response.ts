import { validateHeaderName, validateHeaderValue } from 'node:http';

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

/** The HTTP response that a function's payload describes; undefined: API Gateway would not accept it. */
export const httpResponse = (payload: string): HttpResponse | undefined => {
  const value = parse(payload);
  if (value === undefined) return undefined;
  if (isRecord(value.json) && 'statusCode' in value.json) return structured(value.json);
  // Without a status code the payload itself is the body of a 200.
  const text = typeof value.json === 'string' ? value.json : payload;
  return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: Buffer.from(text) };
};

const structured = (fields: Readonly<Record<string, unknown>>): HttpResponse | undefined => {
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = fields;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) return undefined;
  if (!isRecord(headers) || !isTexts(cookies) || typeof body !== 'string') return undefined;
  const named = headersOf(headers);
  if (named === undefined || !cookies.every((cookie) => isHeader('set-cookie', cookie))) return undefined;
  // The default of payload format 2.0 when a function names no type.
  const typed =
    body === '' || 'content-type' in named ? named : { ...named, 'content-type': 'text/plain;charset=UTF-8' };
  return { status, headers: typed, cookies, body: Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8') };
};

// A function must not set headers of the gateway's own connection.
const OWN = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer', 'te']);

const headersOf = (headers: Readonly<Record<string, unknown>>): Record<string, string> | undefined => {
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || value === null || OWN.has(name.toLowerCase())) continue;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
    if (!isHeader(name, String(value))) return undefined;
    named[name.toLowerCase()] = String(value);
  }
  return named;
};

const isHeader = (name: string, value: string): boolean => {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
};

const parse = (text: string): { readonly json: unknown } | undefined => {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
