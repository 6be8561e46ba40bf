import { createRapidApiUpstream } from '../../../lib/upstreams/rapidapi/upstream.ts';
import { describeUpstreamContract } from '../upstream-contract.ts';

describeUpstreamContract('rapidapi', (options) => createRapidApiUpstream({ ...options, key: 'a-secret-key' }));
