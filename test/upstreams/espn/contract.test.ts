import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { describeUpstreamContract } from '../upstream-contract.ts';

describeUpstreamContract('espn', ({ url, ...client }) =>
  createEspnUpstream({
    siteUrl: `${url}/site`,
    webUrl: `${url}/web`,
    coreUrl: `${url}/core`,
    partnersUrl: `${url}/partners`,
    ...client,
  }),
);
