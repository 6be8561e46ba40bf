import type { UpstreamCall } from '../../sports/upstream.ts';
import { UpstreamError } from '../../sports/upstream.ts';
import type { GetJson, JsonAnswer } from '../http.ts';

export interface EspnAddresses {
  readonly siteUrl: string;
  readonly webUrl: string;
  readonly coreUrl: string;
}

type Ask = (path: string, call: UpstreamCall) => Promise<JsonAnswer>;

/** ESPN's three hosts; a path starts with a slash and brings its query. */
export interface EspnHosts {
  /** Teams and rosters. The web host mirrors it on other edges and is asked when this one refuses us. */
  readonly site: Ask;
  /** Search and career stats. */
  readonly web: Ask;
  /** Athletes. */
  readonly core: Ask;
}

export const createEspnHosts = ({ siteUrl, webUrl, coreUrl }: EspnAddresses, get: GetJson): EspnHosts => {
  const host =
    (url: string): Ask =>
    (path, call) =>
      get(new URL(`${url.replace(/\/+$/, '')}${path}`), call);
  const web = host(webUrl);
  const site = siteUrl === webUrl ? web : withMirror(host(siteUrl), web);
  return { site, web, core: host(coreUrl) };
};

// Only for what another edge may answer: a provider that fails or is slow would fail twice.
const withMirror =
  (first: Ask, mirror: Ask): Ask =>
  async (path, call) => {
    try {
      return await first(path, call);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (error.code !== 'blocked' && error.code !== 'unreachable') throw error;
      return await mirror(path, call).catch((second: unknown) => {
        if (!(second instanceof UpstreamError)) throw second;
        const { code, retryAfter } = second;
        throw new UpstreamError(code, `${second.message}, after ${error.message}`, { retryAfter, cause: error });
      });
    }
  };
