import type { Clock } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import type { ProviderProbe } from '../../lib/http/answers/index.ts';
import { runWithReason } from '../../lib/ledgers/load-reason.ts';
import type { LeagueId } from '../../lib/sports/model/index.ts';
import { UpstreamError, type RequestGuard, type Upstream } from '../../lib/sports/upstream/index.ts';

export interface ProbeOptions {
  readonly config: Pick<Config, 'upstream' | 'userAgent'>;
  /** The provider without its breakers: an open one would hide what the provider says. */
  readonly open: () => Promise<Pick<Upstream, 'teams'>>;
  readonly league: LeagueId;
  readonly clock: Clock;
}

// What a call may take, and a little.
const PROBE_LIMIT_MS = 5000;

/** Asks the provider once for a league's teams, whatever the breakers say. The budget counts the call. Never rejects. */
export const probeProvider = async (options: ProbeOptions): Promise<ProviderProbe> => {
  const { open, league, clock } = options;
  const started = clock.now();
  const { guard, firstError } = oneRequest();
  const ended = (outcome: ProviderProbe['outcome'], detail: string): ProviderProbe => ({
    outcome,
    at: new Date(started).toISOString(),
    elapsedMs: Math.max(0, clock.now() - started),
    asked: `${league} teams`,
    detail,
  });
  try {
    const upstream = await open();
    await runWithReason('probe', () => upstream.teams(league, { signal: AbortSignal.timeout(PROBE_LIMIT_MS), guard }));
    return ended('answered', 'The provider answered with the document that was asked for');
  } catch (error) {
    const fault = firstError() ?? error;
    const outcome = fault instanceof UpstreamError ? OUTCOMES[fault.code] : 'failed';
    return ended(outcome, `${fault instanceof Error ? fault.message : String(fault)}. ${adviceOn(outcome, options)}`);
  }
};

/** Sends the first request and no other: where one host refuses, the adapter would ask its mirror. */
const oneRequest = (): { readonly guard: RequestGuard; readonly firstError: () => unknown } => {
  let isSent = false;
  let firstError: unknown;
  const guard: RequestGuard = {
    async request({ charge }, send) {
      if (isSent) throw new UpstreamError('provider-unavailable', 'A probe is one request');
      isSent = true;
      try {
        await charge();
        return await send();
      } catch (error) {
        firstError = error;
        throw error;
      }
    },
  };
  return { guard, firstError: () => firstError };
};

export const OUTCOMES: Readonly<Record<UpstreamError['code'], ProviderProbe['outcome']>> = {
  blocked: 'refused',
  'rate-limited': 'rate-limited',
  timeout: 'timed-out',
  unreachable: 'unreachable',
  failed: 'failed',
  malformed: 'failed',
  'too-large': 'failed',
  unsupported: 'failed',
  'provider-unavailable': 'failed',
  'over-budget': 'not-asked',
  'ledger-unavailable': 'not-asked',
};

const adviceOn = (outcome: ProviderProbe['outcome'], { config }: Pick<ProbeOptions, 'config'>): string => {
  switch (outcome) {
    case 'refused':
      return config.upstream.kind === 'rapidapi'
        ? 'The provider refuses the key: check RAPIDAPI_KEY and the subscription'
        : `The provider refuses this client: it may refuse the User-Agent "${config.userAgent}" (UPSTREAM_USER_AGENT), or the address that is asked from`;
    case 'rate-limited':
      return 'The provider asks for a pause: lower the budget, or ask for less at once';
    case 'timed-out':
      return 'The provider is slow or hangs';
    case 'unreachable':
      return 'Check the address and the network';
    case 'not-asked':
      return 'The budget did not allow the call: see `budget`';
    case 'failed':
      return 'The provider is out of order, or its documents have changed';
    case 'answered':
      return '';
  }
};
