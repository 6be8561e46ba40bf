import type { Upstream } from '../../lib/sports/upstream/index.ts';
import { createRapidApiUpstream } from '../../lib/upstreams/rapidapi/upstream.ts';
import { fakeSend, type FakeSend } from './fake-send.ts';

interface FakeRapidApi {
  readonly rapidApi: Upstream;
  readonly asked: FakeSend['asked'];
}

/** The real adapter on a host `metered` that answers everything with `body`. */
export const rapidApiAnswering = (body: unknown, { status = 200 } = {}): FakeRapidApi => {
  const { send, asked } = fakeSend(() => body, { status });
  const options = { url: 'http://metered', key: 'a-secret-key', userAgent: 'Statline/1.0', send };
  return { rapidApi: createRapidApiUpstream(options), asked };
};
