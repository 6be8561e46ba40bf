import type { AdminHealthAnswer } from '../../lib/http/answers/index.ts';
import { fault, ok, warning, type Finding } from './finding.ts';

type Provider = AdminHealthAnswer['provider'];
type Probe = NonNullable<Provider['probe']>;

/** What one call to the provider came to, and what environments remember of others. */
export const checkProvider = (provider: Provider): readonly Finding[] => [
  ...(provider.probe === undefined ? rememberedUnlessAsked(provider) : [probed(provider.probe, provider)]),
  ...(provider.outages ?? []).map(({ documents, leagues, since, nextProbeAt }) =>
    warning(
      'provider',
      `${documents} (${leagues.join(', ')}) is not asked for since ${since}, because it failed`,
      `One call is let through at ${nextProbeAt}: docs/runbook.md, The provider fails`,
    ),
  ),
  ...(provider.outages === null
    ? [warning('provider', 'What environments know of its outages cannot be read', 'See the tiers above')]
    : []),
];

const probed = ({ outcome, asked, elapsedMs, detail }: Probe, { label, userAgent }: Provider): Finding => {
  const says = `${label} was asked for ${asked}: ${outcome} after ${elapsedMs} ms`;
  const told = `${says}. ${detail}`;
  switch (outcome) {
    case 'answered':
      return ok('provider', `${says}, by the User-Agent ${userAgent}`);
    case 'refused':
      return fault('provider', told, 'Set UPSTREAM_USER_AGENT to your own: Name/1.0 (+https://your.page)');
    case 'rate-limited':
      return fault('provider', told, 'Lower UPSTREAM_MINUTE_BUDGET: docs/runbook.md, The provider fails');
    case 'timed-out':
    case 'unreachable':
      return fault('provider', told, 'Stale answers are served meanwhile: docs/runbook.md, The provider fails');
    case 'failed':
      return fault('provider', told, 'See docs/runbook.md, The provider fails');
    case 'not-asked':
      return warning('provider', told, 'See the budget above');
  }
};

/** What is asked now is told by itself. */
const rememberedUnlessAsked = (provider: Provider): readonly Finding[] =>
  provider.documents === undefined ? [remembered(provider)] : [];

const remembered = ({ label, userAgent, lastSuccess, lastFailure }: Provider): Finding => {
  const by = `${label} is asked by the User-Agent ${userAgent}`;
  const last =
    lastSuccess === null ? 'nothing was loaded yet' : `${lastSuccess.source} was loaded at ${lastSuccess.at}`;
  const isFailing = lastFailure !== null && (lastSuccess === null || lastFailure.at > lastSuccess.at);
  if (!isFailing) return ok('provider', `${by}; ${last} by the environment that answered`);
  const { source, at, reason } = lastFailure;
  return warning(
    'provider',
    `${by}; ${source} failed at ${at} (${reason}), and ${last}`,
    'Leave --no-probe out, and one call says what is wrong',
  );
};
