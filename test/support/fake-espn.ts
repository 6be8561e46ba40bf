import type { Upstream } from '../../lib/sports/upstream/index.ts';
import { createEspnUpstream } from '../../lib/upstreams/espn/upstream.ts';
import type { FakeFetch } from './fake-fetch.ts';
import { fakeFetch } from './fake-fetch.ts';

interface FakeEspn {
  readonly espn: Upstream;
  readonly asked: FakeFetch['asked'];
}

interface FakeEspnOptions {
  readonly status?: number;
  /** Of all hosts: what is shown of the answers depends on it. */
  readonly address?: string;
}

/** The real adapter on hosts `site`, `web`, `core` and `partners`, every one of which answers `body`. */
export const espnAnswering = (body: unknown, { status = 200, address }: FakeEspnOptions = {}): FakeEspn => {
  const { fetch, asked } = fakeFetch(() => body, { status });
  const addresses = {
    siteUrl: address ?? 'http://site',
    webUrl: address ?? 'http://web',
    coreUrl: address ?? 'http://core/',
    partnersUrl: address ?? 'http://partners',
  };
  return { espn: createEspnUpstream({ ...addresses, userAgent: 'Statline/1.0', fetch }), asked };
};

export const anyCall = { signal: new AbortController().signal };
