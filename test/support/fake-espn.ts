import type { Upstream } from '../../lib/sports/upstream/index.ts';
import { createEspnUpstream } from '../../lib/upstreams/espn/upstream.ts';
import type { FakeSend } from './fake-send.ts';
import { fakeSend } from './fake-send.ts';

interface FakeEspn {
  readonly espn: Upstream;
  readonly asked: FakeSend['asked'];
}

interface FakeEspnOptions {
  readonly status?: number;
  /** Of all hosts: what is shown of the answers depends on it. */
  readonly address?: string;
}

/** The real adapter on hosts `site`, `web`, `core` and `partners`, every one of which answers `body`. */
export const espnAnswering = (body: unknown, { status = 200, address }: FakeEspnOptions = {}): FakeEspn => {
  const { send, asked } = fakeSend(() => body, { status });
  const addresses = {
    siteUrl: address ?? 'http://site',
    webUrl: address ?? 'http://web',
    coreUrl: address ?? 'http://core/',
    partnersUrl: address ?? 'http://partners',
  };
  return { espn: createEspnUpstream({ ...addresses, userAgent: 'Statline/1.0', send }), asked };
};

export const anyCall = { signal: new AbortController().signal };
