/** What a client of the running stack saw. */
export interface Seen {
  readonly status: number;
  readonly json: unknown;
  /** The Cache-Status header. */
  readonly from: string | null;
  readonly headers: Headers;
}

export interface AskOptions {
  /** Which execution environment is to answer. */
  readonly environment?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks over HTTP: a GET, or a POST where there is a body. Gives up after a minute. */
export const ask = async (url: string, { environment, body, headers }: AskOptions = {}): Promise<Seen> => {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...headers,
      ...(environment === undefined ? {} : { 'x-statline-environment': String(environment) }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  return {
    status: response.status,
    json: text === '' ? undefined : JSON.parse(text),
    from: response.headers.get('cache-status'),
    headers: response.headers,
  };
};
