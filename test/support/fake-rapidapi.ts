import type { Upstream } from '../../lib/sports/upstream/index.ts';
import { createRapidApiUpstream } from '../../lib/upstreams/rapidapi/upstream.ts';
import { fakeFetch, type FakeFetch } from './fake-fetch.ts';

interface FakeRapidApi {
  readonly rapidApi: Upstream;
  readonly asked: FakeFetch['asked'];
}

/** The real adapter on a host `metered` that answers everything with `body`. */
export const rapidApiAnswering = (body: unknown, { status = 200 } = {}): FakeRapidApi => {
  const { fetch, asked } = fakeFetch(() => body, { status });
  const options = { url: 'http://metered', key: 'a-secret-key', userAgent: 'Statline/1.0', fetch };
  return { rapidApi: createRapidApiUpstream(options), asked };
};
