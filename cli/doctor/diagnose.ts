import type { AdminHealthAnswer, LeaguesAnswer } from '../../lib/http/answers/index.ts';
import type { Fetch } from '../../lib/client/options.ts';
import { UsageError } from '../exit-codes.ts';
import { openApi, type Api } from '../session/api.ts';
import type { Session } from '../session/session.ts';
import { findTarget, type Target, type TargetOptions } from '../session/target.ts';
import { checkAddress } from './address.ts';
import { checkClock, type ClockReading } from './clock.ts';
import { checkConfiguration } from './configuration.ts';
import { checkDocuments } from './documents.ts';
import { fault, type Finding } from './finding.ts';
import { checkKey } from './key.ts';
import { checkBudget, checkRuns } from './operations.ts';
import { checkProvider } from './provider.ts';
import { checkTiers } from './tiers.ts';

export interface DiagnoseOptions {
  readonly target: TargetOptions;
  /** Milliseconds, of each answer. */
  readonly timeout: number;
  readonly probe: Probe;
}

/** What the provider is asked, which its budget counts: nothing, one document, or one of each kind of a league. */
export type Probe =
  { readonly kind: 'none' | 'provider' } | { readonly kind: 'documents'; readonly league: string | undefined };

/** Checks a set-up from the nearest to the farthest, and ends where nothing behind a fault can be known. */
export const diagnose = async (options: DiagnoseOptions, session: Session): Promise<readonly Finding[]> => {
  const { timeout, probe } = options;
  const { clock, version } = session;
  const now = (): number => clock.now();
  let reading: ClockReading | undefined;
  const fetch: Fetch = async (url, init) => {
    const sentAt = now();
    const response = await session.fetch(url, init);
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) reading = { sentAt, receivedAt: now(), date };
    return response;
  };
  try {
    const target = await findTarget(options.target, session.env);
    const api = openApi(target, { fetch, clock }, { timeout, retries: 0 });
    const configuration = checkConfiguration(target);
    const reached = await checkAddress(api, version, now);
    if (reached.version === undefined) return [configuration, ...reached.findings];
    const admin = await api.get(`/v1/admin/health${await queryOf(probe, api)}`);
    const health = admin.kind === 'document' ? (admin.body as AdminHealthAnswer) : undefined;
    const functionNow = health === undefined ? undefined : Date.parse(health.now);
    return [
      configuration,
      ...reached.findings,
      ...checkClock(reading, functionNow),
      ...(await checkKey(admin, api, hasKey(target))),
      ...(health === undefined
        ? []
        : [
            ...checkTiers(health.tiers),
            checkBudget(health.budget),
            ...checkRuns(health.runs, functionNow ?? now()),
            ...checkProvider(health.provider),
            ...checkDocuments(health.provider.documents),
          ]),
    ];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [fault('configuration', error.message, 'statline profile --help says how addresses and keys are found')];
  }
};

const queryOf = async (probe: Probe, api: Api): Promise<string> => {
  if (probe.kind !== 'documents') return probe.kind === 'none' ? '' : '?probe=provider';
  const league = probe.league ?? (await firstLeague(api));
  return `?${new URLSearchParams({ documents: league }).toString()}`;
};

/** Of those that are served; where it is not told, what is asked next says why. */
const firstLeague = async (api: Api): Promise<string> => {
  const leagues = await api.get('/v1/leagues');
  return (leagues.kind === 'document' ? (leagues.body as LeaguesAnswer).leagues[0]?.id : undefined) ?? 'nfl';
};

const hasKey = ({ key }: Target): boolean => key !== undefined;
