export interface FakeFetch {
  readonly fetch: typeof globalThis.fetch;
  /** Host, path and query of every request, in order. */
  readonly asked: readonly string[];
}

/** A fetch that answers every URL with what `reply` gives for it; text is sent as it is, the rest as JSON. */
export const fakeFetch = (reply: (url: URL) => unknown, { status = 200 } = {}): FakeFetch => {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = (input) => {
    const url = new URL(input instanceof Request ? input.url : input);
    asked.push(`${url.host}${url.pathname}${url.search}`);
    const body = reply(url);
    return Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
  };
  return { fetch, asked };
};
